package io.prescale.simulator.backtest.policy;

import io.prescale.simulator.fleet.MinuteMetrics;
import java.time.Duration;

/**
 * Predictive scaling in mode "forecast and scale" beside target tracking: an hourly forecast of the
 * load from up to 14 days sets a lower bound of the capacity, ahead by the scheduling buffer;
 * target tracking does the rest. The forecast never scales in.
 *
 * <p>Source: Amazon EC2 Auto Scaling User Guide, "Predictive scaling" (24 hours to 14 days of
 * history, 48 hours ahead, updated every six hours, capacity at the beginning of each hour, buffer
 * 300 s, the higher of both policies counts). The forecasting algorithm itself is not published:
 * {@link HourlyLoadForecast} takes its place.
 */
public final class AwsPredictivePolicy implements ScalingPolicy {
  private static final Duration LEAST_BUFFER = Duration.ofMinutes(5);

  private final TargetTrackingPolicy tracking;
  private final HourlyLoadForecast forecast = new HourlyLoadForecast();
  private final double target;
  private final long bufferMillis;
  private boolean byForecast;

  /**
   * @param target CPU utilisation, percent
   * @param warmUp from launch until an instance counts in the metric
   */
  public AwsPredictivePolicy(double target, Duration warmUp) {
    this.tracking = new TargetTrackingPolicy(target, warmUp);
    this.target = target;
    this.bufferMillis = Math.max(LEAST_BUFFER.toMillis(), warmUp.toMillis());
  }

  @Override
  public void observe(MinuteMetrics metrics) {
    tracking.observe(metrics);
    forecast.observe(metrics.start().toEpochMilli(), metrics.cpu());
  }

  @Override
  public int capacity(GroupView group) {
    int tracked = tracking.capacity(group);
    int floor = Math.max(floorAt(group.now()), floorAt(group.now() + bufferMillis));
    byForecast = floor > tracked;
    return group.within(Math.max(tracked, floor));
  }

  private int floorAt(long millis) {
    double load = forecast.at(millis);
    return Double.isNaN(load) ? 0 : (int) Math.ceil(load / target);
  }

  @Override
  public String reason() {
    return byForecast ? "The forecast of the hour asks for it." : tracking.reason();
  }
}
