package io.prescale.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.domain.fleet.PolicyType;
import io.prescale.domain.fleet.ScalingMode;
import io.prescale.domain.fleet.ScalingSettings;
import io.prescale.domain.policy.ScalingAction;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.policy.json.DecisionJson;
import io.prescale.domain.time.Slots;
import io.prescale.simulator.generate.HistoryGenerator;
import io.prescale.testing.ShippedModel;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same history leads to the same decisions, however the job is run. */
@Timeout(300)
class ReplayDeterminismIT {
  private static final int GROUPS = 7;
  private static final Duration SPAN = Duration.ofHours(36);

  @TempDir static Path folder;

  private static Path history;
  private static Set<String> slots;
  private static byte[] reference;

  @BeforeAll
  static void replayWithOneSubtask() throws Exception {
    Path clean = HistoryGenerator.write(folder.resolve("clean"), GROUPS, SPAN, 3).history();
    history = folder.resolve("history.csv");
    slots = DisorderlyHistory.write(clean, history, 5);
    reference = decisions("reference", 1, new Configuration());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void parallelismDoesNotShow(int parallelism) throws Exception {
    assertSameAsReference(
        decisions("parallelism-" + parallelism, parallelism, new Configuration()));
  }

  @Test
  void neitherDoCheckpointsNorTinyBuffers() throws Exception {
    Configuration options = new Configuration();
    options.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(50));
    options.set(TaskManagerOptions.MEMORY_SEGMENT_SIZE, MemorySize.parse("4kb"));
    options.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(1));
    options.set(PipelineOptions.OBJECT_REUSE, false);
    assertSameAsReference(decisions("checkpoints", 3, options));
  }

  @Test
  void everySlotWithASampleIsDecidedOnOnce() throws Exception {
    List<String> decided = new ArrayList<>();
    for (ScalingDecision decision : parse(reference)) {
      decided.add(decision.group + "@" + Instant.ofEpochMilli(decision.slotEnd - Slots.MILLIS));
    }
    assertThat(decided).doesNotHaveDuplicates().containsAll(slots);
  }

  @Test
  void onlyShortGapsAreDecidedOnBesides() throws Exception {
    List<ScalingDecision> between = new ArrayList<>();
    for (ScalingDecision decision : parse(reference)) {
      Instant slot = Instant.ofEpochMilli(decision.slotEnd - Slots.MILLIS);
      if (!slots.contains(decision.group + "@" + slot)) {
        between.add(decision);
      }
    }
    assertThat(between)
        .isNotEmpty()
        .allMatch(decision -> decision.action != ScalingAction.SCALE_IN);
  }

  @Test
  void decisionsAreSortedByGroupAndSlot() throws Exception {
    assertThat(parse(reference))
        .isSortedAccordingTo(
            Comparator.<ScalingDecision, String>comparing(decision -> decision.group)
                .thenComparingLong(decision -> decision.slotEnd));
  }

  /** Otherwise the other tests would say little. */
  @Test
  void historyLeadsToForecastsAndActionsOfBothKinds() throws Exception {
    List<ScalingDecision> decisions = parse(reference);
    assertThat(decisions).filteredOn(decision -> decision.forecast != null).hasSizeGreaterThan(500);
    Set<ScalingAction> actions = new TreeSet<>();
    decisions.forEach(decision -> actions.add(decision.action));
    assertThat(actions).containsExactly(ScalingAction.values());
  }

  private static byte[] decisions(String run, int parallelism, Configuration options)
      throws Exception {
    ScalingSettings settings = new ScalingSettings();
    settings.policy = PolicyType.TARGET;
    Path output = folder.resolve(run);
    new Replay(
            List.of(history),
            new ReplayFleet(ScalingMode.OBSERVE, settings, 1, 100, 4),
            parallelism,
            new PrintWriter(new StringWriter()))
        .withModel(ShippedModel.folder())
        .withCluster(options)
        .run(output);
    return Files.readAllBytes(output.resolve(Replay.DECISIONS));
  }

  /** A failure shows the first decision that differs, not all of them. */
  private static void assertSameAsReference(byte[] decisions) {
    List<String> expected = lines(reference);
    List<String> found = lines(decisions);
    for (int line = 0; line < Math.min(expected.size(), found.size()); line++) {
      assertThat(found.get(line)).isEqualTo(expected.get(line));
    }
    assertThat(found).hasSameSizeAs(expected);
    assertThat(Arrays.equals(decisions, reference)).isTrue();
  }

  private static List<String> lines(byte[] decisions) {
    return new String(decisions, StandardCharsets.UTF_8).lines().toList();
  }

  private static List<ScalingDecision> parse(byte[] decisions) throws Exception {
    DecisionJson json = new DecisionJson();
    List<ScalingDecision> parsed = new ArrayList<>();
    for (String line : lines(decisions)) {
      parsed.add(json.read(line));
    }
    return parsed;
  }
}
