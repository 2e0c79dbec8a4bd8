package io.prescale.connectors.collector;

import io.prescale.domain.metric.Signal;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.DimensionFilter;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsResponse;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

/**
 * Reads series by GetMetricData: two queries each, for the statistics SampleCount and Sum, at most
 * 500 queries a call, following its pages. Every page is a call of its own to the pacer.
 */
final class CloudWatchReader implements MetricReader {
  private static final int QUERIES_PER_CALL = 2 * SERIES_PER_CALL;
  private static final String COUNT = "SampleCount";
  private static final String SUM = "Sum";
  private static final String LOAD_BALANCER = "LoadBalancer";

  private final CloudWatchClient client;
  private final CallPacer pacer;
  private final CollectorCounters counters;
  private final int periodSeconds;

  CloudWatchReader(
      CloudWatchClient client, CallPacer pacer, CollectorCounters counters, int periodSeconds) {
    this.client = client;
    this.pacer = pacer;
    this.counters = counters;
    this.periodSeconds = periodSeconds;
  }

  @Override
  public List<SeriesPoints> read(List<Series> series, long from, long to)
      throws IOException, InterruptedException {
    SeriesPoints[] points = new SeriesPoints[series.size()];
    List<MetricDataQuery> queries = new ArrayList<>();
    for (int index = 0; index < points.length; index++) {
      points[index] = new SeriesPoints();
      for (Metric metric : metricsOf(series.get(index))) {
        // The index of the series leads, so that the answer finds its way back.
        String id = index + "_" + queries.size();
        queries.add(query("c" + id, metric, COUNT));
        queries.add(query("s" + id, metric, SUM));
      }
    }
    for (int start = 0; start < queries.size(); start += QUERIES_PER_CALL) {
      int end = Math.min(queries.size(), start + QUERIES_PER_CALL);
      readPages(queries.subList(start, end), from, to, points);
    }
    return Arrays.asList(points);
  }

  private void readPages(List<MetricDataQuery> queries, long from, long to, SeriesPoints[] points)
      throws IOException, InterruptedException {
    String token = null;
    do {
      GetMetricDataRequest request =
          GetMetricDataRequest.builder()
              .metricDataQueries(queries)
              .startTime(Instant.ofEpochMilli(from))
              .endTime(Instant.ofEpochMilli(to))
              .scanBy(ScanBy.TIMESTAMP_ASCENDING)
              .nextToken(token)
              .build();
      GetMetricDataResponse page = call("GetMetricData", () -> client.getMetricData(request));
      page.metricDataResults().forEach(result -> take(result, points));
      token = page.nextToken();
    } while (token != null);
  }

  private static void take(MetricDataResult result, SeriesPoints[] points) {
    String id = result.id();
    int index = Integer.parseInt(id.substring(1, id.indexOf('_')));
    boolean readable =
        result.statusCode() == StatusCode.COMPLETE
            || result.statusCode() == StatusCode.PARTIAL_DATA;
    if (!readable) {
      points[index] = null;
    }
    if (points[index] == null) {
      return;
    }
    for (int position = 0; position < result.timestamps().size(); position++) {
      long timestamp = result.timestamps().get(position).toEpochMilli();
      double value = result.values().get(position);
      if (id.charAt(0) == 'c') {
        points[index].addCount(timestamp, value);
      } else {
        points[index].addSum(timestamp, value);
      }
    }
  }

  @Override
  public Map<String, String[]> loadBalancers() throws IOException, InterruptedException {
    String targetGroup = Signal.Dimension.TARGET_GROUP.cloudWatchName();
    Map<String, TreeSet<String>> found = new TreeMap<>();
    String token = null;
    do {
      ListMetricsRequest request =
          ListMetricsRequest.builder()
              .namespace(Signal.REQUEST_COUNT.namespace())
              .metricName(Signal.REQUEST_COUNT.metricName())
              .dimensions(
                  DimensionFilter.builder().name(targetGroup).build(),
                  DimensionFilter.builder().name(LOAD_BALANCER).build())
              .nextToken(token)
              .build();
      ListMetricsResponse page = call("ListMetrics", () -> client.listMetrics(request));
      for (Metric metric : page.metrics()) {
        Map<String, String> dimensions = new HashMap<>();
        metric.dimensions().forEach(one -> dimensions.put(one.name(), one.value()));
        if (dimensions.size() == 2) {
          // By availability zone too would count the same requests twice.
          found
              .computeIfAbsent(dimensions.get(targetGroup), added -> new TreeSet<>())
              .add(dimensions.get(LOAD_BALANCER));
        }
      }
      token = page.nextToken();
    } while (token != null);
    Map<String, String[]> result = new HashMap<>();
    found.forEach((group, balancers) -> result.put(group, balancers.toArray(new String[0])));
    return result;
  }

  private <T> T call(String action, Supplier<T> request) throws IOException, InterruptedException {
    pacer.await();
    counters.called();
    try {
      T answer = request.get();
      pacer.succeeded();
      return answer;
    } catch (SdkException failed) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException(action + " was interrupted");
      }
      boolean throttled =
          failed instanceof AwsServiceException
              && ((AwsServiceException) failed).isThrottlingException();
      if (throttled) {
        pacer.throttled();
      }
      counters.failed(throttled);
      throw new IOException(action + " failed: " + failed.getMessage(), failed);
    }
  }

  private static List<Metric> metricsOf(Series series) {
    Dimension binding =
        Dimension.builder()
            .name(series.signal.dimension().cloudWatchName())
            .value(series.resource)
            .build();
    Metric.Builder metric =
        Metric.builder()
            .namespace(series.signal.namespace())
            .metricName(series.signal.metricName());
    if (series.loadBalancers.length == 0) {
      return List.of(metric.dimensions(binding).build());
    }
    List<Metric> metrics = new ArrayList<>(series.loadBalancers.length);
    for (String loadBalancer : series.loadBalancers) {
      Dimension balancer = Dimension.builder().name(LOAD_BALANCER).value(loadBalancer).build();
      metrics.add(metric.dimensions(balancer, binding).build());
    }
    return metrics;
  }

  private MetricDataQuery query(String id, Metric metric, String statistic) {
    return MetricDataQuery.builder()
        .id(id)
        .metricStat(stat -> stat.metric(metric).period(periodSeconds).stat(statistic))
        .build();
  }

  @Override
  public void close() {
    client.close();
  }
}
