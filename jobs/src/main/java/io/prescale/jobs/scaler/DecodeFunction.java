package io.prescale.jobs.scaler;

import io.prescale.connectors.ConnectorMetrics;
import io.prescale.connectors.cloudwatch.DecodedRecords;
import io.prescale.connectors.cloudwatch.MetricStreamDecoder;
import io.prescale.connectors.cloudwatch.RecordFormat;
import io.prescale.domain.metric.DeadLetter;
import io.prescale.domain.metric.MetricEvent;
import io.prescale.domain.time.TimeScale;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Decodes the bytes of a Kinesis record to metric events. What cannot be read goes to the side
 * output {@link #DEAD_LETTERS} with the reason; nothing is thrown.
 */
public final class DecodeFunction extends ProcessFunction<byte[], MetricEvent> {
  private static final long serialVersionUID = 1L;

  /** Records, or parts of one, that could not be read. */
  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", TypeInformation.of(DeadLetter.class));

  private final RecordFormat format;
  private final Duration futureSkew;
  private final TimeScale timeScale;

  private transient MetricStreamDecoder decoder;
  private transient DecodedOutput output;

  /**
   * @param format that the records are in
   * @param futureSkew how far in the future a time stamp may lie
   * @param timeScale the time that metrics live in
   */
  public DecodeFunction(RecordFormat format, Duration futureSkew, TimeScale timeScale) {
    this.format = format;
    this.futureSkew = futureSkew;
    this.timeScale = timeScale;
  }

  @Override
  public void open(OpenContext context) {
    decoder = new MetricStreamDecoder(format, futureSkew);
    output = new DecodedOutput(ScalerMetrics.group(getRuntimeContext()));
  }

  @Override
  public void processElement(byte[] record, Context context, Collector<MetricEvent> out) {
    output.context = context;
    output.out = out;
    decoder.decode(record, timeScale.at(context.timerService().currentProcessingTime()), output);
  }

  /** Passes on what the decoder finds, and counts it. One for all records of a subtask. */
  private static final class DecodedOutput implements DecodedRecords {
    private final Counter events;
    private final Counter ignored;
    private final Map<DeadLetter.Reason, Counter> deadLetters =
        new EnumMap<>(DeadLetter.Reason.class);
    private Context context;
    private Collector<MetricEvent> out;

    DecodedOutput(MetricGroup metrics) {
      events = metrics.counter(ScalerMetrics.METRIC_EVENTS);
      ignored = metrics.counter(ScalerMetrics.METRIC_EVENTS_IGNORED);
      for (DeadLetter.Reason reason : DeadLetter.Reason.values()) {
        MetricGroup ofReason = metrics.addGroup(ConnectorMetrics.REASON, reason.name());
        deadLetters.put(reason, ofReason.counter(ScalerMetrics.DEAD_LETTERS));
      }
    }

    @Override
    public void event(MetricEvent event) {
      events.inc();
      out.collect(event);
    }

    @Override
    public void deadLetter(DeadLetter deadLetter) {
      deadLetters.get(deadLetter.reason).inc();
      context.output(DEAD_LETTERS, deadLetter);
    }

    @Override
    public void ignored() {
      ignored.inc();
    }
  }
}
