package io.prescale.jobs.scaler;

import io.prescale.connectors.calendar.CalendarSnapshot;
import io.prescale.connectors.model.ModelPointer;
import io.prescale.domain.fleet.FleetUpdate;
import java.util.Objects;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * The four streams that the scaler reads.
 *
 * <p>Fleet, calendar and model must carry no watermark before their first snapshot is complete, and
 * be idle (or at their end) from then on: the scaler waits for all three, once. Where metrics may
 * fall idle, so must these: see {@link io.prescale.connectors.polling.FirstSnapshotWatermarks}.
 */
public final class ScalerInputs {
  private final DataStream<byte[]> metrics;
  private final DataStream<FleetUpdate> fleet;
  private final DataStream<CalendarSnapshot> calendar;
  private final DataStream<ModelPointer> models;

  /**
   * @param metrics records in CloudWatch metric-stream JSON
   * @param fleet the managed groups
   * @param calendar the business calendar
   * @param models which model is in force
   */
  public ScalerInputs(
      DataStream<byte[]> metrics,
      DataStream<FleetUpdate> fleet,
      DataStream<CalendarSnapshot> calendar,
      DataStream<ModelPointer> models) {
    this.metrics = Objects.requireNonNull(metrics, "metrics");
    this.fleet = Objects.requireNonNull(fleet, "fleet");
    this.calendar = Objects.requireNonNull(calendar, "calendar");
    this.models = Objects.requireNonNull(models, "models");
  }

  public DataStream<byte[]> metrics() {
    return metrics;
  }

  public DataStream<FleetUpdate> fleet() {
    return fleet;
  }

  public DataStream<CalendarSnapshot> calendar() {
    return calendar;
  }

  public DataStream<ModelPointer> models() {
    return models;
  }
}
