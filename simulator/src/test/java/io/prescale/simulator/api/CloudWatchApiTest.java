package io.prescale.simulator.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.simulator.metric.MetricDatum;
import io.prescale.simulator.metric.MetricDatum.Statistics;
import io.prescale.simulator.metric.MetricLog;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threeten.extra.MutableClock;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.InvalidNextTokenException;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

class CloudWatchApiTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final String EC2 = "AWS/EC2";
  private static final String GROUP_METRICS = "AWS/AutoScaling";

  private final MetricLog log = new MetricLog(10_000, Duration.ZERO);
  private final MutableClock clock =
      MutableClock.of(START.plus(Duration.ofHours(1)), ZoneOffset.UTC);
  private SimulationServer server;
  private CloudWatchClient client;

  @BeforeEach
  void start() throws Exception {
    server = SimulationServer.start(new StaticBackend(clock), log);
    client = ApiClients.cloudWatch(server.endpoint());
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private void publish(String namespace, String name, Instant minute, Statistics statistics) {
    log.append(
        List.of(
            new MetricDatum(
                namespace,
                name,
                MetricDatum.dimensionsOf(Map.of("AutoScalingGroupName", "web")),
                minute,
                statistics,
                "Percent")));
    log.publishUntil(minute.plus(Duration.ofMinutes(1)));
  }

  /** Minute n: two instances at n and n + 2 percent. */
  private void publishMinutes(int count) {
    for (int minute = 0; minute < count; minute++) {
      publish(
          EC2,
          "CPUUtilization",
          START.plus(Duration.ofMinutes(minute)),
          new Statistics(2, 2 * minute + 2, minute + 2, minute));
    }
  }

  private static MetricDataQuery query(String id, String namespace, String name, String statistic) {
    return query(id, namespace, name, statistic, 60);
  }

  private static MetricDataQuery query(
      String id, String namespace, String name, String statistic, int period) {
    Metric metric =
        Metric.builder()
            .namespace(namespace)
            .metricName(name)
            .dimensions(Dimension.builder().name("AutoScalingGroupName").value("web").build())
            .build();
    return MetricDataQuery.builder()
        .id(id)
        .metricStat(stat -> stat.metric(metric).period(period).stat(statistic))
        .build();
  }

  private GetMetricDataRequest.Builder request(MetricDataQuery... queries) {
    return GetMetricDataRequest.builder()
        .startTime(START)
        .endTime(clock.instant())
        .scanBy(ScanBy.TIMESTAMP_ASCENDING)
        .metricDataQueries(queries);
  }

  private void assertRefused(Consumer<GetMetricDataRequest.Builder> change, String message) {
    GetMetricDataRequest.Builder request =
        request(query("q", EC2, "CPUUtilization", "Sum")).applyMutation(change);
    assertThatThrownBy(() -> client.getMetricData(request.build()))
        .isInstanceOfSatisfying(
            CloudWatchException.class,
            refusal ->
                assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("ValidationError"))
        .hasMessageContaining(message);
  }

  @Test
  void givesTheStatisticsOfEachMinute() {
    publishMinutes(2);

    GetMetricDataResponse response =
        client.getMetricData(
            request(
                    query("count", EC2, "CPUUtilization", "SampleCount"),
                    query("sum", EC2, "CPUUtilization", "Sum"),
                    query("low", EC2, "CPUUtilization", "Minimum"),
                    query("high", EC2, "CPUUtilization", "Maximum"),
                    query("mean", EC2, "CPUUtilization", "Average"),
                    query("other", EC2, "NetworkIn", "Sum"))
                .build());

    assertThat(response.nextToken()).isNull();
    assertThat(response.metricDataResults())
        .extracting(MetricDataResult::id, MetricDataResult::values)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("count", List.of(2.0, 2.0)),
            org.assertj.core.groups.Tuple.tuple("sum", List.of(2.0, 4.0)),
            org.assertj.core.groups.Tuple.tuple("low", List.of(0.0, 1.0)),
            org.assertj.core.groups.Tuple.tuple("high", List.of(2.0, 3.0)),
            org.assertj.core.groups.Tuple.tuple("mean", List.of(1.0, 2.0)),
            org.assertj.core.groups.Tuple.tuple("other", List.of()));
    assertThat(response.metricDataResults())
        .allSatisfy(result -> assertThat(result.statusCode()).isEqualTo(StatusCode.COMPLETE));
    assertThat(response.metricDataResults().get(0).timestamps())
        .containsExactly(START, START.plus(Duration.ofMinutes(1)));
  }

  @Test
  void fiveMinutesArePutTogetherAndGrowUntilTheyEnd() {
    publishMinutes(7);
    MetricDataQuery sum = query("sum", EC2, "CPUUtilization", "Sum", 300);

    MetricDataResult before = client.getMetricData(request(sum).build()).metricDataResults().get(0);
    publish(
        EC2, "CPUUtilization", START.plus(Duration.ofMinutes(7)), new Statistics(2, 100, 60, 40));
    MetricDataResult after = client.getMetricData(request(sum).build()).metricDataResults().get(0);

    assertThat(before.values()).containsExactly(30.0, 26.0);
    assertThat(after.values()).containsExactly(30.0, 126.0);
    assertThat(after.timestamps()).containsExactly(START, START.plus(Duration.ofMinutes(5)));
  }

  @Test
  void aFreshPointOfTheInstancesIsRewrittenUnderTheSameTimestamp() {
    publishMinutes(1);
    MetricDataQuery count = query("count", EC2, "CPUUtilization", "SampleCount");
    Instant end = clock.instant();

    clock.setInstant(START.plus(Duration.ofMinutes(2)));
    MetricDataResult fresh =
        client.getMetricData(request(count).endTime(end).build()).metricDataResults().get(0);
    clock.setInstant(START.plus(Duration.ofMinutes(3)));
    MetricDataResult settled =
        client.getMetricData(request(count).endTime(end).build()).metricDataResults().get(0);

    assertThat(fresh.values()).containsExactly(1.0);
    assertThat(settled.values()).containsExactly(2.0);
    assertThat(settled.timestamps()).isEqualTo(fresh.timestamps());
  }

  @Test
  void pagesGiveEachPointOnceWithTheirStatus() {
    publishMinutes(10);
    for (int minute = 0; minute < 10; minute++) {
      publish(
          GROUP_METRICS,
          "GroupInServiceInstances",
          START.plus(Duration.ofMinutes(minute)),
          Statistics.ofSingle(minute));
    }

    Map<String, List<Double>> values = new LinkedHashMap<>();
    List<StatusCode> statuses = new ArrayList<>();
    client
        .getMetricDataPaginator(
            request(
                    query("cpu", EC2, "CPUUtilization", "Minimum"),
                    query("size", GROUP_METRICS, "GroupInServiceInstances", "Sum"))
                .maxDatapoints(7)
                .build())
        .metricDataResults()
        .forEach(
            result -> {
              statuses.add(result.statusCode());
              values.computeIfAbsent(result.id(), id -> new ArrayList<>()).addAll(result.values());
            });

    List<Double> expected = IntStream.range(0, 10).mapToObj(value -> (double) value).toList();
    assertThat(values).containsEntry("cpu", expected).containsEntry("size", expected);
    assertThat(statuses)
        .containsExactly(
            StatusCode.PARTIAL_DATA,
            StatusCode.COMPLETE,
            StatusCode.PARTIAL_DATA,
            StatusCode.COMPLETE);
  }

  @Test
  void newestFirstUnlessAskedOtherwise() {
    publishMinutes(3);

    MetricDataResult result =
        client
            .getMetricData(
                request(query("q", EC2, "CPUUtilization", "Minimum")).scanBy((ScanBy) null).build())
            .metricDataResults()
            .get(0);

    assertThat(result.values()).containsExactly(2.0, 1.0, 0.0);
  }

  @Test
  void minutesAreKeptFor15DaysAndFiveMinutesFor63() {
    publishMinutes(5);
    clock.setInstant(START.plus(Duration.ofDays(15)).plus(Duration.ofMinutes(3)));
    MetricDataQuery minutes = query("m", EC2, "CPUUtilization", "Minimum");
    MetricDataQuery slots = query("s", EC2, "CPUUtilization", "Minimum", 300);

    GetMetricDataResponse response = client.getMetricData(request(minutes, slots).build());

    assertThat(response.metricDataResults().get(0).values()).containsExactly(3.0, 4.0);
    assertThat(response.metricDataResults().get(1).values()).containsExactly(0.0);
    clock.setInstant(START.plus(Duration.ofDays(64)));
    assertThat(client.getMetricData(request(slots).build()).metricDataResults().get(0).values())
        .isEmpty();
  }

  @Test
  void refusesWhatCloudWatchRefuses() {
    MetricDataQuery valid = query("q", EC2, "CPUUtilization", "Sum");
    assertRefused(request -> request.startTime(clock.instant()), "StartTime must be less than");
    assertRefused(request -> request.metricDataQueries(valid, valid), "not unique");
    assertRefused(
        request -> request.metricDataQueries(valid.toBuilder().id("Q").build()),
        "Id is not matching");
    assertRefused(
        request -> request.metricDataQueries(query("q", EC2, "CPUUtilization", "Sum", 90)),
        "multiple of 60");
    assertRefused(
        request -> request.metricDataQueries(query("q", EC2, "CPUUtilization", "p99")), "Stat");
    assertRefused(
        request ->
            request.metricDataQueries(
                IntStream.range(0, 501)
                    .mapToObj(index -> query("q" + index, EC2, "CPUUtilization", "Sum"))
                    .toList()),
        "must not have a size greater than 500");
    assertRefused(request -> request.maxDatapoints(100_801), "MaxDatapoints");
    assertRefused(request -> request.metricDataQueries(List.of()), "MetricDataQueries");
    assertThatThrownBy(() -> client.getMetricData(request(valid).nextToken("made-up").build()))
        .isInstanceOf(InvalidNextTokenException.class);
  }

  @Test
  void answersFiveHundredQueries() {
    publishMinutes(1);
    List<MetricDataQuery> queries =
        IntStream.range(0, 500)
            .mapToObj(index -> query("q" + index, EC2, "CPUUtilization", "Sum"))
            .toList();

    GetMetricDataResponse response =
        client.getMetricData(request().metricDataQueries(queries).build());

    assertThat(response.metricDataResults())
        .hasSize(500)
        .allSatisfy(result -> assertThat(result.values()).containsExactly(2.0));
  }

  @Test
  void throttlesAndCutsPagesAsPlanned() {
    publishMinutes(4);
    GetMetricDataRequest request = request(query("q", EC2, "CPUUtilization", "Sum")).build();
    server
        .faults()
        .next(
            "GetMetricData", Fault.Kind.THROTTLE, Fault.Kind.PARTIAL_DATA, Fault.Kind.QUERY_ERROR);

    assertThatThrownBy(() -> client.getMetricData(request))
        .isInstanceOfSatisfying(
            CloudWatchException.class,
            refusal -> assertThat(refusal.isThrottlingException()).isTrue());
    GetMetricDataResponse cut = client.getMetricData(request);
    assertThat(cut.metricDataResults().get(0).statusCode()).isEqualTo(StatusCode.PARTIAL_DATA);
    assertThat(cut.metricDataResults().get(0).values()).hasSize(2);
    assertThat(cut.nextToken()).isNotNull();
    assertThat(client.getMetricData(request).metricDataResults().get(0).statusCode())
        .isEqualTo(StatusCode.INTERNAL_ERROR);
  }

  @Test
  void listsMetricsByNameAndDimension() {
    publishMinutes(1);
    publish(GROUP_METRICS, "GroupInServiceInstances", START, Statistics.ofSingle(1));

    assertThat(client.listMetrics().metrics())
        .extracting(Metric::metricName)
        .containsExactlyInAnyOrder("CPUUtilization", "GroupInServiceInstances");
    assertThat(
            client
                .listMetrics(
                    request ->
                        request
                            .namespace(EC2)
                            .metricName("CPUUtilization")
                            .dimensions(dimension -> dimension.name("AutoScalingGroupName")))
                .metrics()
                .get(0)
                .dimensions())
        .containsExactly(Dimension.builder().name("AutoScalingGroupName").value("web").build());
    assertThat(
            client
                .listMetrics(request -> request.dimensions(d -> d.name("LoadBalancer")))
                .metrics())
        .isEmpty();
  }
}
