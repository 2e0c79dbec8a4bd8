package io.prescale.simulator.api;

import io.prescale.simulator.api.MetricDataRequest.Query;
import io.prescale.simulator.metric.MetricArchive;
import io.prescale.simulator.metric.MetricDatum.Statistics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/**
 * One page of an answer to GetMetricData. Data points are told query by query; where the page is
 * full, the query that is cut off says {@code PartialData}, and a token leads to the rest. Queries
 * without data on the first page are told there, empty.
 */
final class MetricDataAnswer {
  private record Point(Instant timestamp, double value) {}

  private record Result(String id, String label, List<Point> points, String status) {}

  private final MetricArchive archive;
  private final MetricDataRequest request;
  private final Instant now;
  private final Fault.Kind fault;
  private final List<Result> results = new ArrayList<>();
  private Optional<String> nextToken = Optional.empty();

  MetricDataAnswer(
      MetricArchive archive, MetricDataRequest request, Instant now, Fault.Kind fault) {
    this.archive = archive;
    this.request = request;
    this.now = now;
    this.fault = fault;
  }

  /** The inside of the result element. */
  XmlAnswer.Content write() {
    page();
    return xml -> {
      xml.list("MetricDataResults", results, MetricDataAnswer::writeResult);
      xml.list("Messages", List.<String>of(), XmlAnswer::characters);
      if (nextToken.isPresent()) {
        xml.text("NextToken", nextToken.get());
      }
    };
  }

  private void page() {
    List<List<Point>> all = new ArrayList<>();
    int total = 0;
    for (Query query : request.queries()) {
      List<Point> points = points(query);
      all.add(points);
      total += points.size();
    }
    int end = Math.min(total, request.offset() + pageSize(total));
    int position = 0;
    for (int index = 0; index < all.size(); index++) {
      List<Point> points = all.get(index);
      Query query = request.queries().get(index);
      int from = Math.min(points.size(), Math.max(0, request.offset() - position));
      int to = Math.min(points.size(), Math.max(0, end - position));
      if (index == 0 && fault == Fault.Kind.QUERY_ERROR) {
        add(query, List.of(), "InternalError");
      } else if (from < to || request.offset() == 0 && points.isEmpty()) {
        add(query, points.subList(from, to), to < points.size() ? "PartialData" : "Complete");
      }
      position += points.size();
    }
    nextToken = end < total ? Optional.of(PageToken.of(end)) : Optional.empty();
  }

  private int pageSize(int total) {
    int size = request.maxDataPoints();
    return fault == Fault.Kind.PARTIAL_DATA
        ? Math.max(1, Math.min(size, (total - request.offset()) / 2))
        : size;
  }

  private void add(Query query, List<Point> points, String status) {
    String label = query.metric().metricName() + " " + query.statistic();
    results.add(new Result(query.id(), label, points, status));
  }

  private List<Point> points(Query query) {
    List<Point> points = new ArrayList<>();
    for (Map.Entry<Instant, Statistics> entry :
        archive
            .query(query.metric(), request.from(), request.to(), query.period(), now)
            .entrySet()) {
      points.add(new Point(entry.getKey(), query.statistic().of(entry.getValue())));
    }
    if (request.newestFirst()) {
      Collections.reverse(points);
    }
    return points;
  }

  private static void writeResult(XmlAnswer xml, Result result) throws XMLStreamException {
    xml.text("Id", result.id());
    xml.text("Label", result.label());
    xml.list(
        "Timestamps",
        result.points(),
        (item, point) -> item.characters(point.timestamp().toString()));
    xml.list(
        "Values",
        result.points(),
        (item, point) -> item.characters(Double.toString(point.value())));
    xml.text("StatusCode", result.status());
  }
}
