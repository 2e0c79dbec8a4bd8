package io.prescale.domain.sample;

/**
 * All signals of one group in one five-minute slot. An absent signal is {@code NaN}, never zero.
 *
 * <p>Immutable; lives between an accumulator and a window and is not stored itself.
 */
public final class Sample {
  private final long slotStart;
  private final double cpuUtilization;
  private final double networkIn;
  private final double requestCount;
  private final double inServiceInstances;
  private final double desiredCapacity;

  /**
   * @param slotStart start of the slot, epoch milliseconds
   * @param cpuUtilization percent
   * @param networkIn bytes in the slot
   * @param requestCount requests in the slot
   * @param inServiceInstances instances, the slot's last value
   * @param desiredCapacity instances, the slot's last value
   */
  public Sample(
      long slotStart,
      double cpuUtilization,
      double networkIn,
      double requestCount,
      double inServiceInstances,
      double desiredCapacity) {
    this.slotStart = slotStart;
    this.cpuUtilization = cpuUtilization;
    this.networkIn = networkIn;
    this.requestCount = requestCount;
    this.inServiceInstances = inServiceInstances;
    this.desiredCapacity = desiredCapacity;
  }

  /** Start of the slot, epoch milliseconds. */
  public long slotStart() {
    return slotStart;
  }

  /** Percent; {@code NaN} where absent. */
  public double cpuUtilization() {
    return cpuUtilization;
  }

  /** Bytes in the slot; {@code NaN} where absent. */
  public double networkIn() {
    return networkIn;
  }

  /** Requests in the slot; {@code NaN} where absent. */
  public double requestCount() {
    return requestCount;
  }

  /** Instances; {@code NaN} where absent. */
  public double inServiceInstances() {
    return inServiceInstances;
  }

  /** Instances; {@code NaN} where absent. */
  public double desiredCapacity() {
    return desiredCapacity;
  }

  /** Whether CPU utilisation, the one signal that every decision needs, was measured. */
  public boolean hasCpu() {
    return !Double.isNaN(cpuUtilization);
  }

  @Override
  public String toString() {
    return "Sample{"
        + slotStart
        + ", cpu "
        + cpuUtilization
        + ", network "
        + networkIn
        + ", requests "
        + requestCount
        + ", in service "
        + inServiceInstances
        + ", desired "
        + desiredCapacity
        + "}";
  }
}
