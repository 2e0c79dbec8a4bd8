package io.prescale.simulator.backtest;

import io.prescale.domain.fleet.AutoScalingGroup;
import io.prescale.domain.fleet.PolicyType;
import io.prescale.domain.fleet.ScalingMode;
import io.prescale.domain.fleet.ScalingSettings;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.simulator.backtest.policy.AwsPredictivePolicy;
import io.prescale.simulator.backtest.policy.HoltWintersPredictor;
import io.prescale.simulator.backtest.policy.NetPolicy;
import io.prescale.simulator.backtest.policy.OraclePolicy;
import io.prescale.simulator.backtest.policy.PredictiveReplicasPolicy;
import io.prescale.simulator.backtest.policy.PrescalePolicy;
import io.prescale.simulator.backtest.policy.ScalingPolicy;
import io.prescale.simulator.backtest.policy.SeasonalNaivePredictor;
import io.prescale.simulator.backtest.policy.StaticPeakPolicy;
import io.prescale.simulator.backtest.policy.StepScalingPolicy;
import io.prescale.simulator.backtest.policy.TargetTrackingPolicy;
import io.prescale.simulator.backtest.result.BacktestSettings;
import io.prescale.simulator.fleet.GroupSpecification;
import io.prescale.simulator.fleet.GroupSpecification.LoadBalancer;
import io.prescale.simulator.fleet.InstanceLife;
import java.time.Duration;
import java.util.function.Consumer;

/** Makes the policies of one series. */
final class PolicyFactory {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final BacktestSettings settings;
  private final ScaledSeries series;
  private final GroupSpecification group;
  private final double target;
  private final Duration untilServing;

  PolicyFactory(BacktestSettings settings, ScaledSeries series, GroupSpecification group) {
    this.settings = settings;
    this.series = series;
    this.group = group;
    this.target = settings.objectives().targetUtilization();
    InstanceLife life = settings.fleet().life();
    this.untilServing = life.bootDelay().plus(life.warmUp());
  }

  /**
   * One policy, without memory.
   *
   * @param listener is told of Prescale's decisions
   */
  ScalingPolicy create(PolicyName name, Consumer<ScalingDecision> listener) {
    return switch (name) {
      case STATIC_PEAK -> new StaticPeakPolicy(peakInstances());
      case STEP -> new StepScalingPolicy();
      case TARGET_TRACKING -> new TargetTrackingPolicy(target, untilServing);
      case AWS_PREDICTIVE -> new AwsPredictivePolicy(target, untilServing);
      case HOLT_WINTERS -> new PredictiveReplicasPolicy(new HoltWintersPredictor(), target, lead());
      case SEASONAL_NAIVE ->
          new PredictiveReplicasPolicy(new SeasonalNaivePredictor(), target, lead());
      case ORACLE -> oracle();
      case PRESCALE_STEP -> prescale(PolicyType.STEP, listener);
      case PRESCALE_TARGET -> prescale(PolicyType.TARGET, listener);
      case PRESCALE_TARGET_NET ->
          new NetPolicy(
              prescale(PolicyType.TARGET, listener),
              settings.objectives().netUtilization(),
              untilServing);
    };
  }

  private int peakInstances() {
    double peak = series.demand().peakBefore(series.testStart()) / series.instanceCapacity() * 100;
    return (int) Math.ceil(peak / target - 1e-9);
  }

  /** From the end of a minute until instances that its metrics ask for serve. */
  private Duration lead() {
    return untilServing.plus(settings.fleet().publication().delay()).plus(MINUTE);
  }

  private OraclePolicy oracle() {
    return new OraclePolicy(
        series.demand().start(),
        series.percent(),
        target,
        minutesUp(untilServing),
        minutesUp(settings.fleet().life().terminationDelay()));
  }

  private static int minutesUp(Duration duration) {
    return (int) ((duration.toMillis() + MINUTE.toMillis() - 1) / MINUTE.toMillis());
  }

  private PrescalePolicy prescale(PolicyType type, Consumer<ScalingDecision> listener) {
    return new PrescalePolicy(
        managed(type), series.calendar(), settings.fleet().decisionDelay(), listener);
  }

  /** The group as Prescale's fleet knows it. */
  AutoScalingGroup managed(PolicyType type) {
    AutoScalingGroup managed = new AutoScalingGroup();
    managed.name = series.name();
    managed.mode = ScalingMode.ENFORCE;
    managed.settings = scalingSettings(type);
    managed.minSize = settings.fleet().minSize();
    managed.maxSize = settings.fleet().maxSize();
    managed.targetGroups =
        group.traffic().loadBalancer().stream()
            .map(LoadBalancer::targetGroup)
            .toArray(String[]::new);
    return managed;
  }

  /** A slot closes by a metric of a later minute, which has to be published as well. */
  private Duration decisionDelay() {
    return settings
        .fleet()
        .decisionDelay()
        .plus(settings.fleet().publication().delay())
        .plus(MINUTE);
  }

  private ScalingSettings scalingSettings(PolicyType type) {
    ScalingSettings scaling = new ScalingSettings();
    scaling.policy = type;
    scaling.targetUtilization = target;
    // Must lie above the target; see SettingsCheck.
    scaling.scaleOutAbove = Math.max(scaling.scaleOutAbove, Math.min(100, target + 10));
    scaling.instanceWarmupSeconds = (int) untilServing.toSeconds();
    scaling.decisionDelaySeconds = (int) decisionDelay().toSeconds();
    return scaling;
  }
}
