package io.prescale.simulator.api;

import io.prescale.simulator.metric.MetricArchive;
import io.prescale.simulator.metric.MetricArchive.MetricKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.xml.stream.XMLStreamException;

/** Carries out the read actions of the CloudWatch API on what a fleet has published. */
final class CloudWatchActions {
  static final String GET_METRIC_DATA = "GetMetricData";
  static final String LIST_METRICS = "ListMetrics";

  private static final int METRICS_PER_PAGE = 500;

  private final MetricArchive archive;
  private final Supplier<Instant> clock;

  /**
   * @param clock the time that the metrics live in
   */
  CloudWatchActions(MetricArchive archive, Supplier<Instant> clock) {
    this.archive = archive;
    this.clock = clock;
  }

  boolean knows(String action) {
    return action.equals(GET_METRIC_DATA) || action.equals(LIST_METRICS);
  }

  /**
   * Carries a request out.
   *
   * @param fault what is to go wrong inside the answer, if it is a fault of that kind
   * @return the inside of the result element
   * @throws ApiException if it is refused
   */
  XmlAnswer.Content carryOut(QueryRequest request, Fault.Kind fault) throws ApiException {
    return request.action().equals(GET_METRIC_DATA)
        ? new MetricDataAnswer(archive, MetricDataRequest.of(request), clock.get(), fault).write()
        : listMetrics(request);
  }

  private XmlAnswer.Content listMetrics(QueryRequest request) throws ApiException {
    Optional<String> namespace = request.text("Namespace");
    Optional<String> metricName = request.text("MetricName");
    int from = PageToken.offset(request.text("NextToken"));
    List<MetricKey> all =
        archive.metrics().stream()
            .filter(metric -> namespace.isEmpty() || namespace.get().equals(metric.namespace()))
            .filter(metric -> metricName.isEmpty() || metricName.get().equals(metric.metricName()))
            .filter(metric -> hasDimensions(metric, request))
            .sorted(Comparator.comparing(MetricKey::toString))
            .toList();
    int start = Math.min(from, all.size());
    int to = Math.min(all.size(), start + METRICS_PER_PAGE);
    return xml -> {
      xml.list("Metrics", all.subList(start, to), CloudWatchActions::write);
      if (to < all.size()) {
        xml.text("NextToken", PageToken.of(to));
      }
    };
  }

  /** Each dimension that is asked for by name alone, or by name and value, must be there. */
  private static boolean hasDimensions(MetricKey metric, QueryRequest request) {
    for (String member : request.members("Dimensions")) {
      String value = metric.dimensions().get(request.text(member + ".Name").orElse(""));
      Optional<String> expected = request.text(member + ".Value");
      if (value == null || expected.isPresent() && !expected.get().equals(value)) {
        return false;
      }
    }
    return true;
  }

  private static void write(XmlAnswer xml, MetricKey metric) throws XMLStreamException {
    xml.text("Namespace", metric.namespace());
    xml.text("MetricName", metric.metricName());
    xml.list(
        "Dimensions",
        metric.dimensions().entrySet(),
        (item, dimension) -> {
          item.text("Name", dimension.getKey());
          item.text("Value", dimension.getValue());
        });
  }
}
