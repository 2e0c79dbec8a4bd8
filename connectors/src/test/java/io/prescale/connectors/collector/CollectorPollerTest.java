package io.prescale.connectors.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.connectors.cloudwatch.DecodedRecords;
import io.prescale.connectors.cloudwatch.MetricRecordDecoder;
import io.prescale.connectors.cloudwatch.MetricRecordEncoder;
import io.prescale.connectors.polling.PollResult;
import io.prescale.domain.metric.DeadLetter;
import io.prescale.domain.metric.MetricEvent;
import io.prescale.domain.metric.Signal;
import io.prescale.domain.time.TimeScale;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.threeten.extra.MutableClock;

class CollectorPollerTest {
  private static final Duration PERIOD = Duration.ofMinutes(5);
  private static final Instant NOW = Instant.parse("2026-11-27T10:02:00Z");
  private static final Instant END = Instant.parse("2026-11-27T10:00:00Z");
  private static final int GROUP_SIGNALS = 4;

  private final FakeMetrics metrics = new FakeMetrics(PERIOD.toMillis());
  private FakeFleet fleet = new FakeFleet();
  private CollectorSettings settings =
      CollectorSettings.ofPeriod(PERIOD).withFleetInterval(Duration.ofMinutes(1));
  private final MutableClock clock = MutableClock.of(NOW, ZoneOffset.UTC);
  private CollectorPoller poller;

  @AfterEach
  void close() {
    if (poller != null) {
      poller.close();
    }
  }

  private void open(byte[] state) throws IOException {
    poller =
        CollectorPoller.of(
            fleet,
            metrics,
            settings,
            new CollectorTime(TimeScale.real(), clock),
            new MetricRecordEncoder("test", "", "eu-central-1"),
            new CollectorCounters(new UnregisteredMetricsGroup()));
    poller.open(state);
  }

  /** Polls until the poller rests. */
  private PollResult<GroupRecord> sweep(List<MetricEvent> events) throws Exception {
    PollResult<GroupRecord> result;
    do {
      result = poller.poll();
      result.records().forEach(record -> events.addAll(eventsOf(record)));
    } while (result.state() == null || !rests(result));
    return result;
  }

  private static boolean rests(PollResult<GroupRecord> result) {
    return result.records().isEmpty();
  }

  private List<MetricEvent> sweep() throws Exception {
    List<MetricEvent> events = new ArrayList<>();
    sweep(events);
    return events;
  }

  private static List<MetricEvent> eventsOf(GroupRecord record) {
    List<MetricEvent> events = new ArrayList<>();
    new MetricRecordDecoder(Duration.ZERO)
        .decode(
            record.data,
            Long.MAX_VALUE,
            new DecodedRecords() {
              @Override
              public void event(MetricEvent event) {
                events.add(event);
              }

              @Override
              public void deadLetter(DeadLetter deadLetter) {
                throw new AssertionError(deadLetter);
              }

              @Override
              public void ignored() {
                throw new AssertionError("a record of the collector is ignored");
              }
            });
    return events;
  }

  private static List<Long> cpuOf(String group, List<MetricEvent> events) {
    return events.stream()
        .filter(event -> event.signal == Signal.CPU_UTILIZATION && event.resource.equals(group))
        .map(event -> event.timestamp)
        .toList();
  }

  private static List<Long> periods(Instant from, Instant to) {
    return LongStream.iterate(
            from.toEpochMilli(),
            timestamp -> timestamp < to.toEpochMilli(),
            timestamp -> timestamp + PERIOD.toMillis())
        .boxed()
        .toList();
  }

  private void pass(Duration duration) {
    clock.add(duration);
  }

  @Test
  void readsTwoHoursOfANewGroupInOrderAndThenEachPeriodOnce() throws Exception {
    fleet.with("web");
    open(null);

    List<MetricEvent> first = sweep();
    pass(PERIOD);
    List<MetricEvent> second = sweep();

    assertThat(cpuOf("web", first))
        .containsSubsequence(periods(END.minus(Duration.ofHours(2)), END))
        .isSorted();
    assertThat(first).hasSize(GROUP_SIGNALS * cpuOf("web", first).size());
    assertThat(second)
        .hasSize(GROUP_SIGNALS)
        .allSatisfy(event -> assertThat(event.timestamp).isEqualTo(END.toEpochMilli()))
        .allSatisfy(event -> assertThat(event.sum).isEqualTo(FakeMetrics.SUM))
        .allSatisfy(event -> assertThat(event.count).isEqualTo(FakeMetrics.COUNT));
  }

  @Test
  void restsUntilThePeriodThatIsNextIsDueOrTheFleetIs() throws Exception {
    fleet.with("web");
    settings = settings.withFleetInterval(Duration.ofHours(1));
    open(null);
    sweep();
    int reads = metrics.reads.size();

    pass(Duration.ofMinutes(3).plusSeconds(59));
    assertThat(poller.poll().records()).isEmpty();
    assertThat(metrics.reads).hasSize(reads);
    pass(Duration.ofSeconds(1));
    assertThat(poller.poll().records()).isNotEmpty();
    assertThat(fleet.polls).isEqualTo(1);
  }

  @Test
  void tellsAgainWhatCloudWatchHasRewrittenAndNothingElse() throws Exception {
    fleet.with("web");
    long late = END.minus(Duration.ofMinutes(5)).toEpochMilli();
    long rewritten = END.minus(Duration.ofMinutes(10)).toEpochMilli();
    metrics.sums.put(FakeMetrics.key("web", Signal.NETWORK_IN.name(), late), null);
    open(null);
    sweep();

    metrics.sums.put(FakeMetrics.key("web", Signal.NETWORK_IN.name(), late), 7.0);
    metrics.sums.put(FakeMetrics.key("web", Signal.CPU_UTILIZATION.name(), rewritten), 55.0);
    pass(PERIOD);
    List<MetricEvent> news = sweep();

    assertThat(news)
        .filteredOn(event -> event.timestamp < END.toEpochMilli())
        .extracting(event -> event.signal, event -> event.timestamp, event -> event.sum)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Signal.CPU_UTILIZATION, rewritten, 55.0),
            org.assertj.core.groups.Tuple.tuple(Signal.NETWORK_IN, late, 7.0));
    pass(PERIOD);
    assertThat(sweep()).hasSize(GROUP_SIGNALS);
  }

  @Test
  void aGroupTaggedLaterIsBackFilledAndOneUntaggedIsLeftAlone() throws Exception {
    fleet.with("web").with("old");
    open(null);
    sweep();

    fleet.with("new").without("old");
    pass(PERIOD);
    List<MetricEvent> events = sweep();

    assertThat(cpuOf("new", events))
        .containsSubsequence(
            periods(END.plus(PERIOD).minus(Duration.ofHours(2)), END.plus(PERIOD)));
    assertThat(cpuOf("web", events)).containsExactly(END.toEpochMilli());
    assertThat(cpuOf("old", events)).isEmpty();
  }

  @Test
  void afterAnOutageItGoesOnWhereItStoppedAndLeavesNoGap() throws Exception {
    fleet.with("web");
    open(null);
    byte[] state = sweep(new ArrayList<>()).state();
    poller.close();

    Duration outage = Duration.ofDays(3);
    pass(outage);
    fleet = new FakeFleet().with("web").with("tagged-meanwhile");
    metrics.reads.clear();
    open(state);
    List<MetricEvent> events = sweep();

    assertThat(cpuOf("web", events)).containsSubsequence(periods(END, END.plus(outage)));
    assertThat(cpuOf("tagged-meanwhile", events))
        .containsSubsequence(
            periods(END.plus(outage).minus(Duration.ofHours(2)), END.plus(outage)));
    assertThat(metrics.reads)
        .hasSizeGreaterThan(4)
        .allSatisfy(
            read ->
                assertThat((read.to() - read.from()) / PERIOD.toMillis() * 2 * 250)
                    .isLessThanOrEqualTo(100_800));
  }

  @Test
  void asksForNothingThatCloudWatchNoLongerHolds() throws Exception {
    fleet.with("web");
    open(null);
    byte[] state = sweep(new ArrayList<>()).state();
    poller.close();

    pass(Duration.ofDays(100));
    fleet = new FakeFleet().with("web");
    metrics.reads.clear();
    open(state);
    sweep();

    long oldest = clock.instant().minus(Duration.ofDays(63)).toEpochMilli();
    assertThat(metrics.reads).allSatisfy(read -> assertThat(read.from()).isGreaterThan(oldest));
    assertThat(metrics.reads.get(0).from()).isLessThan(oldest + 2 * PERIOD.toMillis());
  }

  @Test
  void aGroupThatCannotBeReadHoldsNobodyUpAndCatchesUpLater() throws Exception {
    fleet.with("sick").with("well");
    open(null);
    sweep();

    metrics.unreadable.add("sick");
    pass(PERIOD);
    List<MetricEvent> events = new ArrayList<>();
    poller.poll().records().forEach(record -> events.addAll(eventsOf(record)));
    assertThatThrownBy(() -> poller.poll()).isInstanceOf(IOException.class);
    pass(PERIOD);
    poller.poll().records().forEach(record -> events.addAll(eventsOf(record)));
    metrics.unreadable.clear();
    List<MetricEvent> later = sweep();

    assertThat(cpuOf("well", events))
        .containsExactlyElementsOf(periods(END, clock.instant().minusSeconds(120)));
    assertThat(cpuOf("sick", events)).isEmpty();
    assertThat(cpuOf("sick", later))
        .containsExactlyElementsOf(periods(END, clock.instant().minusSeconds(120)));
  }

  @Test
  void aPollThatGetsNowhereFailsWithTheReasonAndLosesNothing() throws Exception {
    fleet.with("web");
    open(null);
    metrics.failures.add("GetMetricData failed: Rate exceeded");

    assertThatThrownBy(() -> poller.poll())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Rate exceeded");
    assertThat(cpuOf("web", sweep()))
        .containsSubsequence(periods(END.minus(Duration.ofHours(2)), END));
  }

  @Test
  void collectsTheKnownGroupsWhileTheFleetCannotBeRead() throws Exception {
    fleet.with("web");
    open(null);
    sweep();

    fleet.broken = true;
    pass(PERIOD);

    assertThat(cpuOf("web", sweep())).containsExactly(END.toEpochMilli());
  }

  @Test
  void withoutAnyFleetItFails() throws Exception {
    fleet.broken = true;
    open(null);

    assertThatThrownBy(() -> poller.poll()).isInstanceOf(IOException.class).hasMessage("no fleet");
  }

  @Test
  void requestsOfALoadBalancerThatBecomesKnownLateAreReadFromTheBeginning() throws Exception {
    fleet.with("web", "targetgroup/web/1");
    open(null);
    assertThat(sweep()).noneMatch(event -> event.signal == Signal.REQUEST_COUNT);

    metrics.loadBalancers.put("targetgroup/web/1", new String[] {"app/web/1"});
    pass(PERIOD);
    List<MetricEvent> events = sweep();

    assertThat(events)
        .filteredOn(event -> event.signal == Signal.REQUEST_COUNT)
        .extracting(event -> event.timestamp)
        .containsSubsequence(periods(END.minus(Duration.ofMinutes(115)), END.plus(PERIOD)));
    assertThat(events)
        .filteredOn(event -> event.signal == Signal.REQUEST_COUNT)
        .allSatisfy(event -> assertThat(event.resource).isEqualTo("targetgroup/web/1"));
  }

  @Test
  void goesNowhereBeforeItKnowsTheLoadBalancersAndKeepsThemAfterwards() throws Exception {
    fleet.with("web", "targetgroup/web/1");
    metrics.loadBalancers.put("targetgroup/web/1", new String[] {"app/web/1"});
    metrics.balancersUnreadable = true;
    open(null);
    assertThatThrownBy(() -> poller.poll()).hasMessage("no load balancers");

    metrics.balancersUnreadable = false;
    sweep();
    metrics.balancersUnreadable = true;
    pass(PERIOD);

    assertThat(sweep()).anyMatch(event -> event.signal == Signal.REQUEST_COUNT);
  }

  @Test
  void fiftyThousandGroupsAreReadInFullCallsWithBoundedMemory() throws Exception {
    int groups = 50_000;
    for (int number = 0; number < groups; number++) {
      fleet.with("auto-scaling-group-with-a-long-name-" + number);
    }
    settings = settings.withBackfill(PERIOD).withCalls(50, 4);
    open(null);

    long mostPointsOfAPoll = 0;
    int records = 0;
    int largestState = 0;
    PollResult<GroupRecord> result;
    do {
      metrics.points.set(0);
      result = poller.poll();
      mostPointsOfAPoll = Math.max(mostPointsOfAPoll, metrics.points.get());
      records += result.records().size();
      largestState = Math.max(largestState, result.state().length);
    } while (!result.records().isEmpty());

    assertThat(records).isEqualTo(groups);
    // 62 groups of 4 series in each of the calls.
    assertThat(metrics.reads)
        .hasSize((groups + 61) / 62)
        .allSatisfy(read -> assertThat(read.series()).isLessThanOrEqualTo(250));
    assertThat(metrics.mostAtOnce.get()).isLessThanOrEqualTo(4);
    assertThat(mostPointsOfAPoll).isLessThanOrEqualTo(4L * ReadBatch.MAX_POINTS);
    assertThat(largestState).isLessThan(512 * 1024);
  }
}
