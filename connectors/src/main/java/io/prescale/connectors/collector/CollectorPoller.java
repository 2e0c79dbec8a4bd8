package io.prescale.connectors.collector;

import io.prescale.connectors.cloudwatch.MetricRecordEncoder;
import io.prescale.connectors.polling.PollResult;
import io.prescale.connectors.polling.Poller;
import io.prescale.domain.fleet.FleetUpdate;
import io.prescale.domain.metric.MetricEvent;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects the metrics of a fleet. When a period has ended, it goes through all groups once, a few
 * batches with each poll, and emits their data points that are new or have changed. Between two
 * such sweeps it rests.
 *
 * <p>Each group has a frontier: all before was collected. A batch that cannot be read leaves its
 * groups where they are, to be read with the next sweep; only if a poll gets nowhere at all it
 * fails, and the source waits a while. After an outage the frontiers lie in the past, and the gap
 * is read in parts that fit into one call, oldest first.
 *
 * <p>Memory: of each group its names and 8 bytes for each data point that may be read again; and
 * the answers of one poll, which is one call's worth ({@value ReadBatch#MAX_POINTS} points at most)
 * for each of the concurrent calls.
 */
final class CollectorPoller implements Poller<GroupRecord> {
  private static final Logger LOG = LoggerFactory.getLogger(CollectorPoller.class);

  /** Data points in one record, which then has some 150 KiB; a stream takes 1 MiB. */
  private static final int POINTS_PER_RECORD = 500;

  /** Polls of a sweep after which the state is written anew, which takes a while. */
  private static final int POLLS_PER_STATE = 64;

  private final CollectedFleet fleet;
  private final BatchReader batches;
  private final CollectorSettings settings;
  private final CollectorTime time;
  private final CollectorCounters counters;
  private final MetricRecordEncoder encoder;
  private final Deque<CollectedGroup> sweep = new ArrayDeque<>();
  private byte[] state;
  private int pollsSinceState;

  CollectorPoller(
      CollectedFleet fleet,
      BatchReader batches,
      CollectorSettings settings,
      CollectorTime time,
      MetricRecordEncoder encoder,
      CollectorCounters counters) {
    this.fleet = fleet;
    this.batches = batches;
    this.settings = settings;
    this.time = time;
    this.encoder = encoder;
    this.counters = counters;
  }

  @Override
  public void open(byte[] restored) throws IOException {
    state = restored;
    fleet.open(restored == null ? Map.of() : CollectorState.read(restored));
  }

  @Override
  public PollResult<GroupRecord> poll() throws Exception {
    long now = time.now();
    long end = settings.endAt(now);
    fleet.refreshIfDue(now, end);
    sweep.removeIf(group -> !fleet.contains(group));
    if (sweep.isEmpty()) {
      sweep.addAll(fleet.behind(end));
    }
    List<GroupRecord> records = sweep.isEmpty() ? List.of() : collect(now, end);
    renewState();
    boolean idle = sweep.isEmpty() && fleet.behind(end).isEmpty();
    report(now);
    return new PollResult<>(records, state).thenAfter(idle ? untilDue(now, end) : 0);
  }

  private List<GroupRecord> collect(long now, long end) throws Exception {
    List<ReadBatch> toRead = new ArrayList<>();
    while (!sweep.isEmpty() && toRead.size() < settings.concurrentCalls()) {
      toRead.add(ReadBatch.next(sweep, settings, settings.oldestAt(now), end));
    }
    batches.read(toRead);
    List<GroupRecord> records = new ArrayList<>();
    int advanced = 0;
    for (ReadBatch batch : toRead) {
      countLost(batch);
      advanced += batch.apply(settings.periodMillis(), (group, news) -> add(group, news, records));
    }
    if (advanced == 0) {
      sweep.clear();
      throw new IOException(failureOf(toRead));
    }
    return records;
  }

  private void countLost(ReadBatch batch) {
    if (batch.lostPeriods() > 0 && batch.isRead()) {
      counters.lost(batch.lostPeriods() * batch.groups().size());
      LOG.warn(
          "{} periods of {} groups are lost: CloudWatch no longer holds them",
          batch.lostPeriods(),
          batch.groups().size());
    }
  }

  private static String failureOf(List<ReadBatch> batches) {
    for (ReadBatch batch : batches) {
      if (batch.failure() != null) {
        return batch.failure().getMessage();
      }
    }
    return "CloudWatch answered, but not for any of the groups asked for";
  }

  private void add(CollectedGroup group, List<MetricEvent> news, List<GroupRecord> records) {
    counters.collected(news.size());
    for (int from = 0; from < news.size(); from += POINTS_PER_RECORD) {
      int to = Math.min(news.size(), from + POINTS_PER_RECORD);
      records.add(new GroupRecord(group.name, encoder.encode(news.subList(from, to))));
    }
  }

  private void renewState() {
    pollsSinceState++;
    if (state == null || sweep.isEmpty() || pollsSinceState >= POLLS_PER_STATE) {
      state = CollectorState.write(fleet.groups());
      pollsSinceState = 0;
    }
  }

  private long untilDue(long now, long end) {
    long next = Math.min(settings.dueAfter(end), fleet.nextPoll());
    return time.toRealMillis(Math.max(1, next - now));
  }

  private void report(long now) {
    long oldest = now;
    for (CollectedGroup group : fleet.groups()) {
      oldest = Math.min(oldest, group.frontier());
    }
    counters.stands(fleet.groups().size(), now - oldest);
  }

  @Override
  public void close() {
    batches.close();
    fleet.close();
  }

  /** A poller of the groups that a fleet poller tells of. */
  static CollectorPoller of(
      Poller<FleetUpdate> fleet,
      MetricReader reader,
      CollectorSettings settings,
      CollectorTime time,
      MetricRecordEncoder encoder,
      CollectorCounters counters) {
    return new CollectorPoller(
        new CollectedFleet(fleet, reader, settings),
        new BatchReader(reader, settings.concurrentCalls()),
        settings,
        time,
        encoder,
        counters);
  }
}
