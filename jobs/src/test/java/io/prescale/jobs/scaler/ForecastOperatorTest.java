package io.prescale.jobs.scaler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prescale.connectors.model.ModelPointer;
import io.prescale.domain.forecast.ForecastedSequence;
import io.prescale.domain.forecast.ForecastedSequence.Unavailable;
import io.prescale.domain.sample.GroupSequence;
import io.prescale.domain.sample.SampleState;
import io.prescale.domain.time.Slots;
import io.prescale.forecasting.bundle.LocalBundleFiles;
import io.prescale.forecasting.bundle.ModelBundle;
import io.prescale.forecasting.bundle.ModelBundleLoader;
import io.prescale.forecasting.bundle.ModelBundleWriter;
import io.prescale.forecasting.bundle.OutputScaler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastOperatorTest {
  private static final Path SHIPPED =
      Path.of(System.getProperty("prescale.root", ".."), "models", "default");
  private static final long SLOT = Slots.startOf(1_800_000_000_000L);

  @TempDir Path folder;

  private TwoInputStreamOperatorTestHarness<GroupSequence, ModelPointer, ForecastedSequence>
      harness;

  @BeforeEach
  void open() throws Exception {
    harness = new TwoInputStreamOperatorTestHarness<>(new ForecastOperator());
    harness.open();
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
    complete("web", 47);
    time(SLOT + 1);

    List<ForecastedSequence> web =
        results().stream().filter(r -> r.sequence.group.equals("web")).toList();
    assertThat(web).hasSize(2);
    assertThat(web.get(1).forecast.expected).isEqualTo(web.get(0).forecast.expected);
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
    ModelBundle other = withOtherScale(new ModelBundleLoader().load(new LocalBundleFiles(SHIPPED)));
    Path written = folder.resolve("other");
    new ModelBundleWriter().write(other, written);
    assertThat(modelIdOfNextForecast()).isNotEqualTo(other.id());

    harness.processElement2(pointer(written), 0);

    await()
        .pollInSameThread()
        .atMost(Duration.ofSeconds(60))
        .until(() -> modelIdOfNextForecast().equals(other.id()));
  }

  /** The same network that expects larger changes: another model, and so another identifier. */
  private static ModelBundle withOtherScale(ModelBundle model) {
    double[] scales = model.scaler().horizonScales().clone();
    scales[0] *= 1.01;
    ModelBundle.Builder builder =
        ModelBundle.builder()
            .schema(model.schema())
            .network(model.network())
            .scaler(new OutputScaler(scales))
            .residuals(model.residuals())
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
