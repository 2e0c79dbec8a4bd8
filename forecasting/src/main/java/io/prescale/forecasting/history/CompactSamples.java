package io.prescale.forecasting.history;

import io.prescale.domain.metric.Signal;
import io.prescale.domain.sample.Sample;
import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;

/** Samples kept in columns, each made when it is asked for. Cannot be modified from outside. */
final class CompactSamples extends AbstractList<Sample> implements RandomAccess {
  private final SignalColumns columns = new SignalColumns();

  void append(Sample sample) {
    columns.add(
        sample.slotStart(),
        new double[] {
          sample.cpuUtilization(),
          sample.networkIn(),
          sample.requestCount(),
          sample.inServiceInstances(),
          sample.desiredCapacity()
        });
  }

  void trim() {
    columns.trim();
  }

  @Override
  public Sample get(int index) {
    Objects.checkIndex(index, size());
    return new Sample(
        columns.time(index),
        columns.value(index, Signal.CPU_UTILIZATION),
        columns.value(index, Signal.NETWORK_IN),
        columns.value(index, Signal.REQUEST_COUNT),
        columns.value(index, Signal.IN_SERVICE_INSTANCES),
        columns.value(index, Signal.DESIRED_CAPACITY));
  }

  @Override
  public int size() {
    return columns.size();
  }
}
