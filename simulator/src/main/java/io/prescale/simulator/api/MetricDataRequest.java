package io.prescale.simulator.api;

import io.prescale.simulator.metric.MetricArchive.MetricKey;
import io.prescale.simulator.metric.MetricDatum;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A GetMetricData request, checked as CloudWatch does. Metric math is not known here.
 *
 * @param from start of the first period, inclusive
 * @param to start of the last period, exclusive
 * @param newestFirst order of the data points of a query
 * @param maxDataPoints most data points on a page
 * @param offset data points told on the pages before
 */
record MetricDataRequest(
    List<Query> queries,
    Instant from,
    Instant to,
    boolean newestFirst,
    int maxDataPoints,
    int offset) {

  /** Most queries of a request. */
  static final int MAX_QUERIES = 500;

  /** Most data points of an answer. */
  static final int MAX_DATA_POINTS = 100_800;

  private static final Pattern ID = Pattern.compile("[a-z][a-zA-Z0-9_]{0,254}");

  /** One query: a statistic of one metric. */
  record Query(String id, MetricKey metric, Duration period, Statistic statistic) {}

  /** What a query asks of the values of a period. */
  enum Statistic {
    SampleCount,
    Sum,
    Average,
    Minimum,
    Maximum;

    double of(MetricDatum.Statistics values) {
      return switch (this) {
        case SampleCount -> values.count();
        case Sum -> values.sum();
        case Average -> values.sum() / values.count();
        case Minimum -> values.min();
        case Maximum -> values.max();
      };
    }
  }

  /**
   * Reads a request.
   *
   * @throws ApiException if it is refused
   */
  static MetricDataRequest of(QueryRequest request) throws ApiException {
    Instant from = instant(request, "StartTime");
    Instant to = instant(request, "EndTime");
    if (!from.isBefore(to)) {
      throw ApiException.validation(
          "The parameter StartTime must be less than the parameter EndTime.");
    }
    int maxDataPoints = request.integer("MaxDatapoints").orElse(MAX_DATA_POINTS);
    if (maxDataPoints < 1 || maxDataPoints > MAX_DATA_POINTS) {
      throw ApiException.validation(
          "The value for parameter MaxDatapoints must be from 1 to " + MAX_DATA_POINTS + ".");
    }
    String order = request.text("ScanBy").orElse("TimestampDescending");
    if (!Set.of("TimestampAscending", "TimestampDescending").contains(order)) {
      throw ApiException.validation("The value " + order + " for parameter ScanBy is invalid.");
    }
    return new MetricDataRequest(
        queries(request),
        from,
        to,
        order.equals("TimestampDescending"),
        maxDataPoints,
        PageToken.offset(request.text("NextToken")));
  }

  private static Instant instant(QueryRequest request, String name) throws ApiException {
    String text = request.requiredText(name);
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new ApiException(
          400, "MalformedInput", "timestamp must follow ISO8601, but " + name + " is " + text);
    }
  }

  private static List<Query> queries(QueryRequest request) throws ApiException {
    List<String> members = request.members("MetricDataQueries");
    if (members.isEmpty()) {
      throw ApiException.validation("The parameter MetricDataQueries is required.");
    }
    if (members.size() > MAX_QUERIES) {
      throw ApiException.validation(
          "The collection MetricDataQueries must not have a size greater than "
              + MAX_QUERIES
              + ".");
    }
    Set<String> ids = new HashSet<>();
    List<Query> queries = new ArrayList<>(members.size());
    for (String member : members) {
      Query query = query(request, member);
      if (!ids.add(query.id())) {
        throw ApiException.validation(
            "The value " + query.id() + " for parameter Id is not unique.");
      }
      queries.add(query);
    }
    return queries;
  }

  private static Query query(QueryRequest request, String member) throws ApiException {
    String id = request.requiredText(member + ".Id");
    if (!ID.matcher(id).matches()) {
      throw ApiException.validation("The value " + id + " for parameter Id is not matching.");
    }
    if (request.text(member + ".Expression").isPresent()) {
      throw ApiException.validation("Expressions are not supported here, but " + id + " has one.");
    }
    String metric = member + ".MetricStat.Metric";
    Map<String, String> dimensions = new HashMap<>();
    for (String dimension : request.members(metric + ".Dimensions")) {
      dimensions.put(
          request.requiredText(dimension + ".Name"), request.requiredText(dimension + ".Value"));
    }
    MetricKey key =
        new MetricKey(
            request.requiredText(metric + ".Namespace"),
            request.requiredText(metric + ".MetricName"),
            MetricDatum.dimensionsOf(dimensions));
    return new Query(id, key, period(request, member), statistic(request, member));
  }

  private static Duration period(QueryRequest request, String member) throws ApiException {
    int seconds = request.requiredInteger(member + ".MetricStat.Period");
    if (seconds < 60 || seconds % 60 != 0) {
      throw ApiException.validation(
          "The parameter Period must be a multiple of 60 for these metrics, but is "
              + seconds
              + ".");
    }
    return Duration.ofSeconds(seconds);
  }

  private static Statistic statistic(QueryRequest request, String member) throws ApiException {
    String name = request.requiredText(member + ".MetricStat.Stat");
    for (Statistic statistic : Statistic.values()) {
      if (statistic.name().equals(name)) {
        return statistic;
      }
    }
    throw ApiException.validation("The value " + name + " for parameter Stat is not supported.");
  }
}
