package io.prescale.connectors.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.connectors.fleet.FakeAutoScalingApi.Group;
import io.prescale.connectors.polling.Poller;
import io.prescale.domain.fleet.FleetUpdate;
import io.prescale.domain.fleet.ScalingMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.flink.util.InstantiationUtil;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.threeten.extra.MutableClock;

class KillSwitchFileTest {
  private static final Duration REFRESH = Duration.ofSeconds(10);

  private static final Duration PATIENCE = Duration.ofMillis(100);

  @TempDir Path folder;
  private Path path;
  private final MutableClock clock =
      MutableClock.of(Instant.parse("2026-11-27T08:00:00Z"), ZoneOffset.UTC);
  private KillSwitchFile file;

  @BeforeEach
  void createFile() throws IOException {
    path = folder.resolve("kill-switch.json");
    file = new KillSwitchFile(path.toUri().toString(), REFRESH, PATIENCE, clock);
    write("{\"observe\": []}");
  }

  private void write(String text) throws IOException {
    Files.writeString(path, text);
  }

  @Test
  void aChangeCountsOnceTheReadingIsOld() throws Exception {
    assertThat(file.current().isOff()).isTrue();
    write("{\"observe\": [\"*\"]}");

    clock.add(REFRESH.minusMillis(1));
    assertThat(file.current().isOff()).isTrue();
    clock.add(Duration.ofMillis(1));
    assertThat(file.current().isOff()).isFalse();
  }

  @Test
  void theLastReadingCountsForAWhileOnceTheFileIsGone() throws Exception {
    assertThat(file.current().isOff()).isTrue();
    Files.delete(path);

    clock.add(KillSwitchFile.TRUSTED_FOR);
    assertThat(file.current().isOff()).isTrue();
    clock.add(Duration.ofMillis(1));
    assertThatThrownBy(() -> file.current())
        .isInstanceOf(KillSwitchUnknownException.class)
        .hasMessageContaining("kill-switch.json does not exist")
        .hasMessageContaining("{\"observe\": []}");
  }

  @Test
  void nothingIsKnownBeforeItWasReadOnce() throws Exception {
    Files.delete(path);
    assertThatThrownBy(() -> file.current()).isInstanceOf(KillSwitchUnknownException.class);

    write("{\"observe\": [\"web\"]}");
    clock.add(REFRESH);
    assertThat(file.current().reasonFor("web")).isPresent();
  }

  @Test
  void aReadingThatHangsHoldsNothingUpAndCountsOnceItIsDone() throws Exception {
    assertThat(file.current().isOff()).isTrue();
    // A pipe answers when somebody writes to it, as a storage that is away does when it is back.
    Files.delete(path);
    assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor()).isZero();

    clock.add(REFRESH);
    assertThat(file.current().isOff()).isTrue();
    write("{\"observe\": [\"*\"]}");
    Awaitility.await()
        .untilAsserted(
            () -> {
              clock.add(REFRESH);
              assertThat(file.current().isOff()).isFalse();
            });
  }

  @Test
  void travelsWithTheJob() throws Exception {
    file.current();
    KillSwitchFile travelled = InstantiationUtil.clone(file);

    assertThat(travelled.current().isOff()).isTrue();
  }

  @Test
  void theFleetIsObservedAndEnforcedAgainAsItSays() throws Exception {
    try (FakeAutoScalingApi api = new FakeAutoScalingApi()) {
      Group web = api.add("web", "enforce", 4);
      Poller<FleetUpdate> poller =
          FleetPoller.factory(
                  api.connection(), new StoppableTagReader(FakeAutoScalingApi.modeOnly(), file))
              .create();
      poller.open(null);
      assertThat(modes(poller)).containsExactly(ScalingMode.ENFORCE);

      write("{\"observe\": [\"w*\"], \"reason\": \"incident 4711\"}");
      clock.add(REFRESH);
      List<FleetUpdate> stopped = poller.poll().records();
      assertThat(stopped.get(0).group.mode).isEqualTo(ScalingMode.OBSERVE);
      assertThat(stopped.get(0).group.tagErrors)
          .singleElement()
          .asString()
          .contains("kill-switch.json is on: incident 4711");
      assertThat(modes(poller)).as("told once").isEmpty();

      write("{\"observe\": []}");
      clock.add(REFRESH);
      assertThat(modes(poller)).containsExactly(ScalingMode.ENFORCE);
      assertThat(web.desired).isEqualTo(4);
      poller.close();
    }
  }

  private static List<ScalingMode> modes(Poller<FleetUpdate> poller) throws Exception {
    return poller.poll().records().stream()
        .filter(update -> update.group != null)
        .map(update -> update.group.mode)
        .toList();
  }
}
