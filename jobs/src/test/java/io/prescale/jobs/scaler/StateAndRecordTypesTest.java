package io.prescale.jobs.scaler;

import io.prescale.connectors.calendar.CalendarSnapshot;
import io.prescale.connectors.decisionlog.InForce;
import io.prescale.connectors.model.ModelPointer;
import io.prescale.domain.fleet.AutoScalingGroup;
import io.prescale.domain.fleet.FleetUpdate;
import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.forecast.ForecastedSequence;
import io.prescale.domain.metric.DeadLetter;
import io.prescale.domain.metric.GroupMetric;
import io.prescale.domain.metric.MetricEvent;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.policy.ScalingHistory;
import io.prescale.domain.sample.GroupSample;
import io.prescale.domain.sample.GroupSequence;
import io.prescale.domain.sample.SampleWindow;
import io.prescale.domain.sample.SlotAccumulator;
import io.prescale.forecasting.adaptation.Autoregression;
import io.prescale.forecasting.adaptation.ForecastMix;
import io.prescale.forecasting.adaptation.GroupState;
import io.prescale.forecasting.adaptation.IntervalTracker;
import io.prescale.forecasting.adaptation.ScaleEstimate;
import io.prescale.forecasting.adaptation.SeasonalMemory;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that crosses the network or lies in state is a POJO, none of it left to Kryo. */
class StateAndRecordTypesTest {
  @ParameterizedTest
  @ValueSource(
      classes = {
        // Keyed and broadcast state.
        ResourceBindings.class,
        SampleWindow.class,
        SlotAccumulator.class,
        AutoScalingGroup.class,
        ScalingHistory.class,
        GroupState.class,
        SeasonalMemory.class,
        ScaleEstimate.class,
        Autoregression.class,
        ForecastMix.class,
        IntervalTracker.class,
        DecideFunction.LastSeen.class,
        CalendarSnapshot.class,
        // Records, in the order in which the data flows.
        MetricEvent.class,
        DeadLetter.class,
        FleetUpdate.class,
        FleetBinding.class,
        GroupMetric.class,
        GroupSequence.class,
        ModelPointer.class,
        ForecastedSequence.class,
        Forecast.class,
        ScalingDecision.class,
        GroupSample.class,
        InForce.class
      })
  void isSerializedWithoutKryo(Class<?> type) {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
  }
}
