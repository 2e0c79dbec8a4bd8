package io.prescale.jobs.recorder;

import io.prescale.connectors.calendar.CalendarSnapshot;
import io.prescale.connectors.decisionlog.DecisionLogSink;
import io.prescale.connectors.decisionlog.InForce;
import io.prescale.connectors.decisionlog.LogRetention;
import io.prescale.connectors.files.HistoryFiles;
import io.prescale.connectors.model.ModelPointer;
import io.prescale.decisionlog.DatabaseAddress;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.sample.GroupSample;
import io.prescale.domain.time.TimeScale;
import io.prescale.jobs.scaler.Operators;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * The ends of the recorder. A local run puts them behind the scaler itself; the recorder job behind
 * the streams that scaler and collector write.
 */
public final class RecorderSinks {
  private RecorderSinks() {}

  /**
   * Writes samples to the training history.
   *
   * @param folder such as {@code s3://bucket/history}
   */
  public static void history(DataStream<GroupSample> samples, String folder) {
    samples
        .sinkTo(HistoryFiles.sink(folder))
        .uid(Operators.HISTORY_FILES)
        .name(Operators.HISTORY_FILES)
        // One file for a checkpoint: a sample for each group and five minutes is not much.
        .setParallelism(1);
  }

  /** Writes decisions to the log, those of a group in order. */
  public static void decisions(
      DataStream<ScalingDecision> decisions,
      DatabaseAddress database,
      LogRetention retention,
      TimeScale timeScale) {
    decisions
        .keyBy(decision -> decision.group, Types.STRING)
        .sinkTo(DecisionLogSink.decisions(database, retention, timeScale))
        .uid(Operators.DECISION_LOG)
        .name(Operators.DECISION_LOG);
  }

  /** Writes to the log which calendar is in force. */
  public static void calendar(
      DataStream<CalendarSnapshot> calendar, DatabaseAddress database, TimeScale timeScale) {
    DataStream<InForce> inForce =
        calendar
            .process(new CalendarInForce(timeScale), TypeInformation.of(InForce.class))
            .uid(Operators.CALENDAR_IN_FORCE)
            .name(Operators.CALENDAR_IN_FORCE)
            .setParallelism(1);
    inForce
        .sinkTo(DecisionLogSink.inForce(database))
        .uid(Operators.CALENDAR_LOG)
        .name(Operators.CALENDAR_LOG)
        .setParallelism(1);
  }

  /** Writes to the log which model is in force. */
  public static void models(
      DataStream<ModelPointer> models, DatabaseAddress database, TimeScale timeScale) {
    DataStream<InForce> inForce =
        models
            .process(new ModelManifest(timeScale), TypeInformation.of(InForce.class))
            .uid(Operators.MODEL_IN_FORCE)
            .name(Operators.MODEL_IN_FORCE)
            .setParallelism(1);
    inForce
        .sinkTo(DecisionLogSink.inForce(database))
        .uid(Operators.MODEL_LOG)
        .name(Operators.MODEL_LOG)
        .setParallelism(1);
  }
}
