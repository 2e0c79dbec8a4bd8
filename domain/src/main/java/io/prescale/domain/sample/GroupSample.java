package io.prescale.domain.sample;

/**
 * A sample of a group as the history keeps it. A later record for the same group and slot replaces
 * an earlier one. A stream record (Flink POJO).
 */
public class GroupSample {
  /** Auto scaling group name. */
  public String group;

  /** Start of the slot, epoch milliseconds. */
  public long slotStart;

  /** Percent; {@code NaN} where absent. */
  public double cpuUtilization;

  /** Bytes in the slot; {@code NaN} where absent. */
  public double networkIn;

  /** Requests in the slot; {@code NaN} where absent. */
  public double requestCount;

  /** Instances; {@code NaN} where absent. */
  public double inServiceInstances;

  /** Instances; {@code NaN} where absent. */
  public double desiredCapacity;

  /** Whether an event of the business calendar is in force in the slot. */
  public boolean saleActive;

  /** When it was made, by the machine's clock, epoch milliseconds. */
  public long writtenAt;

  public GroupSample() {}

  public GroupSample(String group, Sample sample, boolean saleActive, long writtenAt) {
    this.group = group;
    this.slotStart = sample.slotStart();
    this.cpuUtilization = sample.cpuUtilization();
    this.networkIn = sample.networkIn();
    this.requestCount = sample.requestCount();
    this.inServiceInstances = sample.inServiceInstances();
    this.desiredCapacity = sample.desiredCapacity();
    this.saleActive = saleActive;
    this.writtenAt = writtenAt;
  }
}
