package io.prescale.jobs.recorder;

import io.prescale.connectors.calendar.CalendarSnapshot;
import io.prescale.connectors.decisionlog.InForce;
import io.prescale.domain.time.TimeScale;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Notes when a calendar came into force. */
public final class CalendarInForce extends ProcessFunction<CalendarSnapshot, InForce> {
  private static final long serialVersionUID = 1L;

  private final TimeScale timeScale;

  /**
   * @param timeScale the time that decisions live in
   */
  public CalendarInForce(TimeScale timeScale) {
    this.timeScale = timeScale;
  }

  @Override
  public void processElement(CalendarSnapshot calendar, Context context, Collector<InForce> out) {
    long since = timeScale.at(context.timerService().currentProcessingTime());
    out.collect(InForce.calendar(since, calendar.source, calendar.version, calendar.json));
  }
}
