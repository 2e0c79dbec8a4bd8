package io.prescale.forecasting.history;

import io.prescale.domain.metric.GroupMetric;
import io.prescale.domain.metric.MetricEvent;
import io.prescale.domain.metric.Signal;
import io.prescale.domain.sample.Sample;
import io.prescale.domain.sample.SlotAccumulator;
import io.prescale.domain.time.Slots;
import java.util.BitSet;
import java.util.List;

/**
 * The history of one group as five-minute samples, sorted by slot, each slot once. Slots without
 * any value are left out. Immutable.
 *
 * <p>The samples are made by the {@link SlotAccumulator} that the job uses, one data point for each
 * value of a row. A group with any request count counts as load balanced: where its request count
 * is absent, it is zero.
 */
public final class HistorySeries {
  private final String group;
  private final List<Sample> samples;
  private final BitSet sales;
  private final long rows;
  private final long duplicates;
  private final long unsorted;

  private HistorySeries(
      String group, CompactSamples samples, BitSet sales, RowBuffer buffer, long duplicates) {
    this.group = group;
    this.samples = samples;
    this.sales = sales;
    this.rows = buffer.size();
    this.duplicates = duplicates;
    this.unsorted = buffer.unsorted();
  }

  static HistorySeries of(String group, RowBuffer buffer) {
    boolean loadBalanced = buffer.hasAny(Signal.REQUEST_COUNT);
    CompactSamples samples = new CompactSamples();
    BitSet sales = new BitSet();
    int[] order = buffer.order();
    long duplicates = 0;
    int next = 0;
    while (next < order.length) {
      long slot = Slots.startOf(buffer.timestamp(order[next]));
      SlotAccumulator accumulator = SlotAccumulator.create();
      boolean sale = false;
      for (; next < order.length && isIn(slot, buffer.timestamp(order[next])); next++) {
        if (isReplaced(buffer, order, next)) {
          duplicates++;
        } else {
          addRow(accumulator, group, buffer, order[next], loadBalanced);
          sale |= buffer.saleActive(order[next]);
        }
      }
      if (!accumulator.isEmpty()) {
        sales.set(samples.size(), sale);
        samples.append(accumulator.toSample(slot));
      }
    }
    samples.trim();
    return new HistorySeries(group, samples, sales, buffer, duplicates);
  }

  private static boolean isIn(long slot, long timestamp) {
    return timestamp < Slots.endOf(slot);
  }

  /** A row that a later one of the same time stamp replaces as a whole. */
  private static boolean isReplaced(RowBuffer buffer, int[] order, int position) {
    return position + 1 < order.length
        && buffer.timestamp(order[position + 1]) == buffer.timestamp(order[position]);
  }

  private static void addRow(
      SlotAccumulator accumulator, String group, RowBuffer buffer, int row, boolean loadBalanced) {
    for (Signal signal : Signal.values()) {
      double value = buffer.value(row, signal);
      if (!Double.isNaN(value)) {
        MetricEvent event = new MetricEvent(signal, group, buffer.timestamp(row), 1, value);
        accumulator.add(new GroupMetric(group, event, loadBalanced));
      }
    }
  }

  /** Auto scaling group name. */
  public String group() {
    return group;
  }

  /** The samples, sorted by slot; kept in columns, and made anew whenever one is asked for. */
  public List<Sample> samples() {
    return samples;
  }

  /** Whether a sale was on in the slot of the sample with this index. */
  public boolean saleActive(int index) {
    return sales.get(index);
  }

  /** Rows read. */
  public long rows() {
    return rows;
  }

  /** Rows that a later row of the same time stamp replaced. */
  public long duplicates() {
    return duplicates;
  }

  /** Rows with a time stamp before that of the row in front of them. */
  public long unsorted() {
    return unsorted;
  }
}
