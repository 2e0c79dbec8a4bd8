package io.prescale.domain.metric;

/**
 * One CloudWatch data point of a {@link Signal}: the statistics of one period of one resource.
 *
 * <p>Produced by the decoder, bound to a group afterwards. A stream record: mutable, with public
 * fields, so that Flink serializes it as a POJO.
 */
public class MetricEvent {
  /** Which metric this is. */
  public Signal signal;

  /**
   * Value of the signal's binding dimension: an auto scaling group's name, or a target group as
   * CloudWatch writes it ({@code targetgroup/name/id}).
   */
  public String resource;

  /** Start of the period, epoch milliseconds. */
  public long timestamp;

  /** Number of values in the period; above 0. */
  public double count;

  /** Sum of the values in the period, in the metric's unit. */
  public double sum;

  public MetricEvent() {}

  public MetricEvent(Signal signal, String resource, long timestamp, double count, double sum) {
    this.signal = signal;
    this.resource = resource;
    this.timestamp = timestamp;
    this.count = count;
    this.sum = sum;
  }

  @Override
  public String toString() {
    return signal + "{" + resource + " @" + timestamp + ", sum " + sum + " of " + count + "}";
  }
}
