package io.prescale.simulator.backtest.output;

import io.prescale.simulator.backtest.result.Measures;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A figure by the name that it has in files, in the order of files. */
record MeasureColumn(String name, ToDoubleFunction<Measures> value, boolean whole) {
  static final List<MeasureColumn> ALL =
      List.of(
          whole("sloViolationMinutes", Measures::sloViolationMinutes),
          broken("unservedDemand", Measures::unservedDemand),
          broken("instanceHours", Measures::instanceHours),
          broken("instanceHoursAtEqualSlo", Measures::instanceHoursAtEqualSlo),
          whole("actions", Measures::actions),
          whole("directionFlips", Measures::directionFlips),
          broken("cost", Measures::cost),
          broken("underProvisioningAccuracy", m -> m.elasticity().underAccuracy()),
          broken("overProvisioningAccuracy", m -> m.elasticity().overAccuracy()),
          broken("underProvisioningTimeshare", m -> m.elasticity().underTimeshare()),
          broken("overProvisioningTimeshare", m -> m.elasticity().overTimeshare()),
          whole("launches", m -> m.launches().launched()),
          whole("failedLaunches", m -> m.launches().failed()));

  private static MeasureColumn whole(String name, ToDoubleFunction<Measures> value) {
    return new MeasureColumn(name, value, true);
  }

  private static MeasureColumn broken(String name, ToDoubleFunction<Measures> value) {
    return new MeasureColumn(name, value, false);
  }
}
