package io.prescale.cli.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.cli.EmbeddedCluster;
import io.prescale.connectors.calendar.CalendarSnapshot;
import io.prescale.connectors.model.ModelPointer;
import io.prescale.domain.fleet.AutoScalingGroup;
import io.prescale.domain.fleet.FleetUpdate;
import io.prescale.domain.fleet.PolicyType;
import io.prescale.domain.fleet.ScalingMode;
import io.prescale.domain.policy.ScalingAction;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.policy.json.DecisionJson;
import io.prescale.forecasting.bundle.LocalBundleFiles;
import io.prescale.forecasting.bundle.ModelBundle;
import io.prescale.forecasting.bundle.ModelBundleLoader;
import io.prescale.jobs.scaler.Operators;
import io.prescale.jobs.scaler.PolledStreams;
import io.prescale.jobs.scaler.ScalerInputs;
import io.prescale.jobs.scaler.ScalerSettings;
import io.prescale.jobs.scaler.ScalerTopology;
import io.prescale.simulator.backtest.Backtest;
import io.prescale.simulator.backtest.BacktestObserver;
import io.prescale.simulator.backtest.InstanceScale;
import io.prescale.simulator.backtest.PolicyName;
import io.prescale.simulator.backtest.result.BacktestSettings;
import io.prescale.simulator.backtest.result.FleetSettings;
import io.prescale.simulator.backtest.result.Objectives;
import io.prescale.simulator.demand.DemandSeries;
import io.prescale.simulator.demand.EventCalendar;
import io.prescale.simulator.fleet.InstanceLife;
import io.prescale.simulator.fleet.Publication;
import io.prescale.simulator.metric.MetricDatum;
import io.prescale.simulator.metric.MetricStreamJson;
import io.prescale.testing.ShippedModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A backtest and the Flink job take identical decisions on identical metrics. */
@Timeout(300)
class BacktestAgreesWithJobIT {
  private static final String GROUP = "shop";
  private static final int DAYS = 3;
  private static final int MINUTES_OF_DAY = 1440;
  private static final double TARGET = 60;
  private static final Duration BOOT_DELAY = Duration.ofMinutes(4);

  @ParameterizedTest
  @EnumSource(
      value = PolicyName.class,
      names = {"PRESCALE_STEP", "PRESCALE_TARGET", "PRESCALE_TARGET_NET"})
  void identicalMetricsLeadToIdenticalDecisions(PolicyName policy) throws Exception {
    DemandSeries demand = demand();
    Recording recording = new Recording();
    ModelBundle model = new ModelBundleLoader().load(new LocalBundleFiles(ShippedModel.folder()));
    new Backtest(
            settings(), InstanceScale.ofPeak(12), List.of(policy), Optional.of(model), recording)
        .run(List.of(demand), 1);

    List<ScalingDecision> decided = decisionsOfJob(demand, policy, recording.records);

    assertThat(recording.decisions)
        .as("otherwise the test would say little")
        .extracting(decision -> decision.action)
        .contains(ScalingAction.values());
    assertThat(recording.decisions).filteredOn(d -> d.forecast != null).hasSizeGreaterThan(700);
    List<String> expected = lines(recording.decisions);
    // The job also closes the last slots, for which a backtest waits in vain.
    List<String> found = lines(decided);
    assertThat(found).hasSizeGreaterThanOrEqualTo(expected.size());
    for (int index = 0; index < expected.size(); index++) {
      assertThat(found.get(index)).isEqualTo(expected.get(index));
    }
  }

  /** Days with an evening peak, an announced event, a flash crowd, and a gap between two slots. */
  private static DemandSeries demand() {
    int minutes = DAYS * MINUTES_OF_DAY;
    double[] values = new double[minutes];
    boolean[] events = new boolean[minutes];
    Random random = new Random(7);
    for (int minute = 0; minute < minutes; minute++) {
      double day = 1 - Math.cos(2 * Math.PI * (minute % MINUTES_OF_DAY - 300) / MINUTES_OF_DAY);
      values[minute] = 100 * (0.4 + day) * (1 + 0.05 * random.nextGaussian());
    }
    Arrays.fill(events, 3200, 3300, true);
    for (int minute = 2000; minute < 2060; minute++) {
      values[minute] *= 3;
    }
    return new DemandSeries(
        GROUP,
        "test",
        "request_count",
        Instant.parse("2026-03-02T00:00:00Z"),
        values,
        events,
        Optional.empty(),
        List.of());
  }

  private static BacktestSettings settings() {
    return new BacktestSettings(
        new FleetSettings(
            new InstanceLife(BOOT_DELAY, Duration.ofMinutes(2), 0.5, Duration.ofMinutes(1), 0.1),
            new Publication(Duration.ofMinutes(1), 0.05),
            1,
            40,
            ScalerSettings.history().maxOutOfOrderness()),
        new Objectives(TARGET, 70, 80, 0.001, 0.4, 0.1),
        3);
  }

  private static List<ScalingDecision> decisionsOfJob(
      DemandSeries demand, PolicyName policy, List<byte[]> records) throws Exception {
    StreamExecutionEnvironment environment =
        EmbeddedCluster.environment(1, EmbeddedCluster.configuration(1));
    ScalerInputs inputs =
        new ScalerInputs(
            environment
                .fromData(records, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO)
                .uid(Operators.METRICS),
            PolledStreams.of(
                environment,
                Operators.FLEET,
                TypeInformation.of(FleetUpdate.class),
                List.of(FleetUpdate.present(group(policy)), FleetUpdate.snapshotComplete())),
            PolledStreams.of(
                environment,
                Operators.CALENDAR,
                TypeInformation.of(CalendarSnapshot.class),
                List.of(new CalendarSnapshot(EventCalendar.json(demand), "test"))),
            PolledStreams.of(
                environment,
                Operators.MODELS,
                TypeInformation.of(ModelPointer.class),
                List.of(new ModelPointer(ShippedModel.folder().toUri().toString(), "1"))));
    List<ScalingDecision> decisions = new ArrayList<>();
    try (CloseableIterator<ScalingDecision> collected =
        ScalerTopology.build(inputs, ScalerSettings.history())
            .decisions()
            .executeAndCollect("agreement")) {
      collected.forEachRemaining(decisions::add);
    }
    return decisions;
  }

  /** As its tags would make it. */
  private static AutoScalingGroup group(PolicyName policy) {
    AutoScalingGroup group = new AutoScalingGroup();
    group.name = GROUP;
    group.mode = ScalingMode.ENFORCE;
    group.minSize = 1;
    group.maxSize = 40;
    group.targetGroups = new String[] {"targetgroup/" + GROUP + "/1"};
    group.settings.policy =
        policy == PolicyName.PRESCALE_STEP ? PolicyType.STEP : PolicyType.TARGET;
    group.settings.targetUtilization = TARGET;
    group.settings.instanceWarmupSeconds = 360;
    group.settings.decisionDelaySeconds = 300;
    return group;
  }

  private static List<String> lines(List<ScalingDecision> decisions) {
    DecisionJson json = new DecisionJson();
    return decisions.stream().map(json::write).toList();
  }

  /** Keeps metrics as records of the stream, and decisions. */
  private static final class Recording implements BacktestObserver {
    private final MetricStreamJson json = new MetricStreamJson(MetricStreamJson.Origin.simulated());
    private final List<byte[]> records = new ArrayList<>();
    private final List<ScalingDecision> decisions = new ArrayList<>();

    @Override
    public boolean follows(String series, PolicyName policy) {
      return true;
    }

    @Override
    public void published(String series, PolicyName policy, List<MetricDatum> data) {
      if (data.isEmpty()) {
        return;
      }
      ByteArrayOutputStream record = new ByteArrayOutputStream();
      try {
        json.write(data, record);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      records.add(record.toByteArray());
    }

    @Override
    public void decided(String series, PolicyName policy, ScalingDecision decision) {
      decisions.add(decision);
    }
  }
}
