package io.prescale.jobs.scaler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prescale.connectors.model.ModelPointer;
import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.forecast.ForecastedSequence;
import io.prescale.domain.forecast.ForecastedSequence.Unavailable;
import io.prescale.domain.sample.GroupSequence;
import io.prescale.domain.sample.SampleState;
import io.prescale.domain.time.Slots;
import io.prescale.forecasting.bundle.LocalBundleFiles;
import io.prescale.forecasting.bundle.ModelBundle;
import io.prescale.forecasting.bundle.ModelBundleLoader;
import io.prescale.forecasting.bundle.ModelBundleWriter;
import io.prescale.forecasting.bundle.ResidualQuantiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastOperatorTest {
  private static final Path SHIPPED =
      Path.of(System.getProperty("prescale.root", ".."), "models", "default");
  private static final Path SCRIPT =
      Path.of(System.getProperty("prescale.root", ".."))
          .resolve("forecasting/src/test/resources/io/prescale/forecasting/torchscript");
  private static final long SLOT = Slots.startOf(1_800_000_000_000L);

  @TempDir Path folder;

  private KeyedTwoInputStreamOperatorTestHarness<
          String, GroupSequence, ModelPointer, ForecastedSequence>
      harness;

  @BeforeEach
  void open() throws Exception {
    harness = harness();
    harness.open();
  }

  private static KeyedTwoInputStreamOperatorTestHarness<
          String, GroupSequence, ModelPointer, ForecastedSequence>
      harness() throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new ForecastOperator(Duration.ofDays(7)), sequence -> sequence.group, null, Types.STRING);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void scoresAllGroupsOfAWatermarkTogetherAndInOrder() throws Exception {
    modelIsKnown(SHIPPED);
    for (int group = 0; group < 300; group++) {
      complete("group-" + group, 40 + group % 20);
    }
    assertThat(results()).isEmpty();
    time(SLOT);

    assertThat(results()).hasSize(300);
    assertThat(results()).extracting(r -> r.sequence.group).startsWith("group-0", "group-1");
    assertThat(results())
        .allSatisfy(
            result -> {
              assertThat(result.unavailable).isEqualTo(Unavailable.AVAILABLE);
              assertThat(result.forecast.expected).hasSize(Slots.HORIZONS);
              assertThat(result.forecast.expected[0]).isBetween(1.0, 100.0);
              assertThat(result.forecast.lower[0]).isLessThan(result.forecast.upper[0]);
            });
    assertThat(harness.getOutput().toArray())
        .as("the forecasts go before the watermark")
        .endsWith(new Watermark(SLOT));
  }

  @Test
  void aSequencesForecastDoesNotDependOnItsBatch() throws Exception {
    modelIsKnown(SHIPPED);
    complete("web", 47);
    time(SLOT);
    for (int group = 0; group < 77; group++) {
      complete("group-" + group, group);
    }
    // Groups of one kind that are met in different batches.
    complete("web-2", 47);
    time(SLOT + 1);

    assertSameForecast(forecastOf("web-2", SLOT), forecastOf("web", SLOT));
  }

  @Test
  void slotsOfAGroupMayShareABatch() throws Exception {
    modelIsKnown(SHIPPED);
    for (int slot = 0; slot < 40; slot++) {
      harness.processElement1(sequence("by-slot", slot), slotStart(slot));
      time(slotStart(slot));
    }
    for (int slot = 0; slot < 40; slot++) {
      harness.processElement1(sequence("at-once", slot), slotStart(slot));
    }
    time(slotStart(40));

    for (int slot = 0; slot < 40; slot++) {
      assertSameForecast(
          forecastOf("at-once", slotStart(slot)), forecastOf("by-slot", slotStart(slot)));
    }
  }

  @Test
  void remembersHowGoodTheForecastsOfAGroupWere() throws Exception {
    modelIsKnown(SHIPPED);
    play("web", 0, 40);

    assertThat(forecastOf("web", slotStart(0)).recentErrors).containsOnly(Double.NaN);
    Forecast last = forecastOf("web", slotStart(39));
    assertThat(last.scored).startsWith(39, 38).endsWith(28);
    assertThat(Arrays.stream(last.recentErrors)).allMatch(error -> error >= 0);
    assertThat(Arrays.stream(last.recentPersistenceErrors)).allMatch(error -> error > 0);
  }

  @Test
  void aGroupThatReportsItsInstancesIsRememberedFromItsFirstSlot() throws Exception {
    modelIsKnown(SHIPPED);
    for (int slot = 0; slot < 40; slot++) {
      GroupSequence sequence = sequence("web", slot);
      Arrays.fill(sequence.inServiceInstances, 4);
      // As of a group that is new: nothing is known before its first slot.
      for (int step = 0; step < Slots.SEQUENCE_LENGTH - 1 - slot; step++) {
        sequence.cpuUtilization[step] = Double.NaN;
        sequence.inServiceInstances[step] = Double.NaN;
        sequence.states[step] = (byte) SampleState.EMPTY.ordinal();
      }
      harness.processElement1(sequence, slotStart(slot));
      time(slotStart(slot));
    }

    Forecast last = forecastOf("web", slotStart(39));
    assertThat(last.quantity).isEqualTo(Forecast.Quantity.DEMAND);
    assertThat(last.scored).startsWith(16);
  }

  @Test
  void goesOnFromASavepointAsIfNothingHadBeen() throws Exception {
    modelIsKnown(SHIPPED);
    play("web", 0, 30);
    OperatorSubtaskState savepoint = harness.snapshot(1, 1);
    play("web", 30, 60);
    Forecast expected = forecastOf("web", slotStart(59));
    harness.close();

    harness = harness();
    harness.initializeState(savepoint);
    harness.open();
    modelIsKnown(SHIPPED);
    play("web", 30, 60);

    assertSameForecast(forecastOf("web", slotStart(59)), expected);
  }

  @Test
  void aSlotThatComesAgainChangesNothing() throws Exception {
    modelIsKnown(SHIPPED);
    play("web", 0, 40);
    play("again", 0, 30);
    play("again", 25, 30);
    play("again", 30, 40);

    assertSameForecast(forecastOf("again", slotStart(39)), forecastOf("web", slotStart(39)));
  }

  @Test
  void sequencesWaitForTheFirstModel() throws Exception {
    complete("web", 50);
    time(SLOT);
    assertThat(results()).isEmpty();

    modelIsKnown(SHIPPED);

    assertThat(results()).extracting(r -> r.unavailable).containsExactly(Unavailable.AVAILABLE);
  }

  @Test
  void withoutAModelSequencesPassWithTheReason() throws Exception {
    harness.processWatermark2(Watermark.MAX_WATERMARK);
    complete("web", 50);
    time(SLOT);

    assertThat(results()).extracting(r -> r.unavailable).containsExactly(Unavailable.NO_MODEL);
  }

  @Test
  void incompleteSequencesPassWithTheReason() throws Exception {
    modelIsKnown(SHIPPED);
    harness.processElement1(GroupSequence.empty("new", SLOT), SLOT);
    complete("web", 50);
    time(SLOT);

    assertThat(results())
        .extracting(r -> r.unavailable)
        .containsExactly(Unavailable.SEQUENCE_INCOMPLETE, Unavailable.AVAILABLE);
  }

  @Test
  void nothingWaitsAcrossACheckpointBarrier() throws Exception {
    modelIsKnown(SHIPPED);
    complete("web", 50);
    harness.prepareSnapshotPreBarrier(1);

    assertThat(results()).hasSize(1);
    assertThat(results().get(0).unavailable).isEqualTo(Unavailable.AVAILABLE);
  }

  @Test
  void keepsTheModelInForceWhenANewOneIsBroken() throws Exception {
    modelIsKnown(SHIPPED);
    Path broken = copyOfShipped("broken");
    Path parameters = broken.resolve("parameters-0.bin");
    byte[] bytes = Files.readAllBytes(parameters);
    Files.write(parameters, Arrays.copyOf(bytes, bytes.length / 2));
    String before = modelIdOfNextForecast();

    harness.processElement2(pointer(broken), 0);

    for (int slot = 0; slot < 20; slot++) {
      assertThat(modelIdOfNextForecast()).isEqualTo(before);
    }
  }

  @Test
  void withoutAnyModelABrokenOneLeavesTheReactiveFallback() throws Exception {
    modelIsKnown(folder.resolve("missing"));
    complete("web", 50);
    time(SLOT);

    assertThat(results()).extracting(r -> r.unavailable).containsExactly(Unavailable.NO_MODEL);
  }

  @Test
  void swapsToANewModelWhileItRuns() throws Exception {
    modelIsKnown(SHIPPED);
    ModelBundle other =
        withOtherResiduals(new ModelBundleLoader().load(new LocalBundleFiles(SHIPPED)));
    Path written = folder.resolve("other");
    new ModelBundleWriter().write(other, written);
    assertThat(modelIdOfNextForecast()).isNotEqualTo(other.id());

    harness.processElement2(pointer(written), 0);

    await()
        .pollInSameThread()
        .atMost(Duration.ofSeconds(60))
        .until(() -> modelIdOfNextForecast().equals(other.id()));
  }

  /** From a network of this project's own kind to a TorchScript program of Python PyTorch. */
  @Test
  void whatWasLearnedOfAGroupSurvivesAnotherModel() throws Exception {
    modelIsKnown(SHIPPED);
    play("web", 0, 40);
    int[] next = {40};

    harness.processElement2(pointer(SCRIPT), 0);
    await()
        .pollInSameThread()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              int slot = next[0]++;
              play("web", slot, slot + 1);
              return forecastOf("web", slotStart(slot)).modelId.equals("torchscript-fixture");
            });

    Forecast first = forecastOf("web", slotStart(next[0] - 1));
    Forecast before = forecastOf("web", slotStart(next[0] - 2));
    assertThat(first.scored).as("forecasts of the old model are void").isEqualTo(before.scored);
    assertThat(first.recentErrors).isEqualTo(before.recentErrors);
    play("web", next[0], next[0] + 1);
    assertThat(forecastOf("web", slotStart(next[0])).scored[0]).isEqualTo(before.scored[0] + 1);
  }

  /** The same network with other intervals: another model, and so another identifier. */
  private static ModelBundle withOtherResiduals(ModelBundle model) {
    ResidualQuantiles residuals = model.residuals();
    double[] wider = residuals.upper().clone();
    wider[0] += 0.01;
    ModelBundle.Builder builder =
        ModelBundle.builder()
            .schema(model.schema())
            .network(model.network())
            .prior(model.prior())
            .adaptive(model.adaptive())
            .residuals(new ResidualQuantiles(residuals.lower(), wider))
            .seed(model.seed())
            .training(model.training())
            .accuracy(model.accuracy());
    model.members().forEach(builder::member);
    return builder.build();
  }

  private void modelIsKnown(Path bundle) throws Exception {
    harness.processElement2(pointer(bundle), 0);
    harness.processWatermark2(Watermark.MAX_WATERMARK);
  }

  private static ModelPointer pointer(Path bundle) {
    return new ModelPointer(bundle.toString(), bundle.toString());
  }

  private static long slotStart(int slot) {
    return SLOT + slot * Slots.MILLIS;
  }

  private void play(String group, int fromSlot, int toSlot) throws Exception {
    for (int slot = fromSlot; slot < toSlot; slot++) {
      harness.processElement1(sequence(group, slot), slotStart(slot));
      harness.prepareSnapshotPreBarrier(slot);
    }
  }

  /** What stands at each step depends on the step's slot alone. */
  private static GroupSequence sequence(String group, int slot) {
    GroupSequence sequence = GroupSequence.empty(group, slotStart(slot));
    Arrays.fill(sequence.states, (byte) SampleState.OBSERVED.ordinal());
    for (int step = 0; step < Slots.SEQUENCE_LENGTH; step++) {
      int at = slot + step;
      sequence.cpuUtilization[step] = 50 + 20 * Math.sin(at * 0.3) + at * 7919 % 13;
    }
    return sequence;
  }

  private Forecast forecastOf(String group, long slotStart) {
    return results().stream()
        .filter(r -> r.sequence.group.equals(group) && r.sequence.slotStart == slotStart)
        .map(r -> r.forecast)
        .findFirst()
        .orElseThrow();
  }

  private static void assertSameForecast(Forecast found, Forecast expected) {
    // Exact, and NaN is the same as NaN.
    assertThat(found)
        .usingRecursiveComparison()
        .withEqualsForType((left, right) -> Double.compare(left, right) == 0, Double.class)
        .isEqualTo(expected);
  }

  private void complete(String group, double cpu) throws Exception {
    GroupSequence sequence = GroupSequence.empty(group, SLOT);
    Arrays.fill(sequence.states, (byte) SampleState.OBSERVED.ordinal());
    for (int step = 0; step < Slots.SEQUENCE_LENGTH; step++) {
      sequence.cpuUtilization[step] = cpu + Math.sin(step);
    }
    harness.processElement1(sequence, SLOT);
  }

  private void time(long watermark) throws Exception {
    harness.processWatermark1(new Watermark(watermark));
  }

  private String modelIdOfNextForecast() throws Exception {
    int before = results().size();
    complete("web", 50);
    harness.prepareSnapshotPreBarrier(1);
    return results().get(before).forecast.modelId;
  }

  private List<ForecastedSequence> results() {
    return harness.getOutput().stream()
        .filter(StreamRecord.class::isInstance)
        .map(element -> (ForecastedSequence) ((StreamRecord<?>) element).getValue())
        .toList();
  }

  private Path copyOfShipped(String name) throws IOException {
    Path copy = Files.createDirectory(folder.resolve(name));
    try (Stream<Path> files = Files.list(SHIPPED)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }
}
