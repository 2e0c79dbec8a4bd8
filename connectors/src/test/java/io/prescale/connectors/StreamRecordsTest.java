package io.prescale.connectors;

import io.prescale.connectors.calendar.CalendarSnapshot;
import io.prescale.connectors.collector.GroupRecord;
import io.prescale.connectors.model.ModelPointer;
import io.prescale.domain.calendar.CalendarContext;
import io.prescale.domain.fleet.AutoScalingGroup;
import io.prescale.domain.fleet.FleetUpdate;
import io.prescale.domain.fleet.ScalingSettings;
import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.forecast.ForecastedSequence;
import io.prescale.domain.metric.DeadLetter;
import io.prescale.domain.metric.GroupMetric;
import io.prescale.domain.metric.MetricEvent;
import io.prescale.domain.policy.PreviousCommand;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.sample.GroupSequence;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What flows through the job must be a Flink POJO: Kryo is slow, and its state does not evolve. */
class StreamRecordsTest {
  @ParameterizedTest
  @ValueSource(
      classes = {
        CalendarSnapshot.class,
        ModelPointer.class,
        MetricEvent.class,
        GroupMetric.class,
        GroupRecord.class,
        DeadLetter.class,
        FleetUpdate.class,
        AutoScalingGroup.class,
        ScalingSettings.class,
        ScalingDecision.class,
        PreviousCommand.class,
        Forecast.class,
        ForecastedSequence.class,
        GroupSequence.class,
        CalendarContext.class,
      })
  void isAPojoWithoutKryo(Class<?> type) {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
  }
}
