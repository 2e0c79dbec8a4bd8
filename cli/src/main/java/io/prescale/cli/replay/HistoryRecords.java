package io.prescale.cli.replay;

import io.prescale.connectors.cloudwatch.MetricRecordEncoder;
import io.prescale.domain.metric.MetricEvent;
import io.prescale.domain.metric.Signal;
import io.prescale.forecasting.history.HistoryRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.datagen.source.GeneratorFunction;

/**
 * Turns the rows of a history into records as they would have come from Kinesis: CloudWatch
 * metric-stream JSON, one record per group and minute, one line per signal.
 */
public final class HistoryRecords implements GeneratorFunction<Long, byte[]> {
  private static final long serialVersionUID = 1L;

  private final List<String> paths;
  private transient ReplayHistory history;
  private transient MetricRecordEncoder encoder;

  /**
   * @param paths history files, or folders of them
   */
  public HistoryRecords(List<String> paths) {
    this.paths = List.copyOf(paths);
  }

  @Override
  public void open(SourceReaderContext context) {
    history = ReplayHistory.read(paths.stream().map(Path::of).toList());
    encoder = new MetricRecordEncoder("replay", "000000000000", "us-east-1");
  }

  @Override
  public byte[] map(Long index) {
    List<MetricEvent> events = new ArrayList<>();
    history.record(index.intValue()).forEach(row -> addEvents(row, events));
    return encoder.encode(events);
  }

  private static void addEvents(HistoryRow row, List<MetricEvent> events) {
    for (Signal signal : Signal.values()) {
      if (row.has(signal)) {
        String resource =
            signal.dimension() == Signal.Dimension.TARGET_GROUP
                ? ReplayHistory.targetGroupOf(row.group())
                : row.group();
        events.add(new MetricEvent(signal, resource, row.timestamp(), 1, row.value(signal)));
      }
    }
  }
}
