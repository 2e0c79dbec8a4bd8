package io.prescale.jobs.recorder;

import io.prescale.domain.metric.DeadLetter;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.policy.json.DecisionFormatException;
import io.prescale.domain.policy.json.DecisionJson;
import io.prescale.domain.time.TimeScale;
import io.prescale.jobs.scaler.ScalerMetrics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Reads the records of the decisions stream. What is no decision goes to the side output {@link
 * #DEAD_LETTERS} with the reason, and so does one of the future: it would stand as the newest of
 * its group for ever.
 */
public final class DecisionDecoder extends ProcessFunction<byte[], ScalingDecision> {
  private static final long serialVersionUID = 1L;

  /** Records that are no decision. */
  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("decision-dead-letters", TypeInformation.of(DeadLetter.class));

  private final Duration futureSkew;
  private final TimeScale timeScale;

  private transient DecisionJson json;
  private transient Counter decisions;
  private transient Counter deadLetters;

  /**
   * @param futureSkew how far in the future the end of a slot may lie
   * @param timeScale the time that decisions live in
   */
  public DecisionDecoder(Duration futureSkew, TimeScale timeScale) {
    this.futureSkew = futureSkew;
    this.timeScale = timeScale;
  }

  @Override
  public void open(OpenContext context) {
    json = new DecisionJson();
    decisions = ScalerMetrics.group(getRuntimeContext()).counter(ScalerMetrics.DECISIONS_RECORDED);
    deadLetters =
        ScalerMetrics.group(getRuntimeContext()).counter(ScalerMetrics.DECISION_DEAD_LETTERS);
  }

  @Override
  public void processElement(byte[] record, Context context, Collector<ScalingDecision> out) {
    ScalingDecision decision;
    try {
      decision = json.read(new String(record, StandardCharsets.UTF_8));
    } catch (DecisionFormatException e) {
      refuse(DeadLetter.Reason.MALFORMED_JSON, e.getMessage(), record, context);
      return;
    }
    long now = timeScale.at(context.timerService().currentProcessingTime());
    if (decision.slotEnd <= 0 || decision.slotEnd - futureSkew.toMillis() > now) {
      refuse(
          DeadLetter.Reason.INVALID_TIMESTAMP,
          "slotEnd "
              + Instant.ofEpochMilli(decision.slotEnd)
              + " of a decision must lie after 1970, and not more than "
              + futureSkew
              + " in the future",
          record,
          context);
    } else if (decision.reason == null || decision.action == null || decision.mode == null) {
      refuse(
          DeadLetter.Reason.MISSING_FIELD,
          "a decision must have a mode, an action and a reason",
          record,
          context);
    } else {
      decisions.inc();
      out.collect(decision);
    }
  }

  private void refuse(DeadLetter.Reason reason, String detail, byte[] record, Context context) {
    deadLetters.inc();
    String excerpt =
        new String(
            Arrays.copyOf(record, Math.min(record.length, DeadLetter.EXCERPT_BYTES)),
            StandardCharsets.UTF_8);
    context.output(DEAD_LETTERS, new DeadLetter(reason, detail, excerpt));
  }
}
