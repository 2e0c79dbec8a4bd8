package io.prescale.connectors.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.connectors.polling.Poller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelPointerPollerTest {
  @TempDir Path folder;

  private Poller<ModelPointer> poller(byte[] state) throws IOException {
    Poller<ModelPointer> poller = ModelPointerPoller.factory(folder.toString()).create();
    poller.open(state);
    return poller;
  }

  private void bundle(String name, String manifest) throws IOException {
    Files.createDirectories(folder.resolve(name));
    Files.writeString(folder.resolve(name).resolve("model.json"), manifest);
  }

  private void publish(String name) throws IOException {
    Files.writeString(
        folder.resolve("current.json"), "{\"formatVersion\":1,\"current\":\"" + name + "\"}");
  }

  private static List<String> paths(Poller<ModelPointer> poller) throws Exception {
    return poller.poll().records().stream().map(pointer -> pointer.bundlePath).toList();
  }

  @Test
  void followsThePublishedBundle() throws Exception {
    bundle("2026-01", "{\"id\":\"a\"}");
    bundle("2026-02", "{\"id\":\"b\"}");
    publish("2026-01");
    Poller<ModelPointer> poller = poller(null);

    assertThat(paths(poller)).containsExactly(folder.resolve("2026-01").toString());
    assertThat(paths(poller)).isEmpty();
    publish("2026-02");
    assertThat(paths(poller)).containsExactly(folder.resolve("2026-02").toString());
  }

  @Test
  void tellsABundleAgainWhenItsManifestChanges() throws Exception {
    bundle("a", "{\"id\":\"a\"}");
    publish("a");
    Poller<ModelPointer> poller = poller(null);
    String before = poller.poll().records().get(0).version;

    bundle("a", "{\"id\":\"a2\"}");

    assertThat(poller.poll().records().get(0).version).isNotEqualTo(before);
  }

  @Test
  void takesABundleItself() throws Exception {
    Files.writeString(folder.resolve("model.json"), "{}");

    assertThat(paths(poller(null))).containsExactly(folder.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret",
        "..",
        ".",
        "a/b",
        "/etc",
        "a\\\\b",
        "",
        ".hidden",
        "s3://x",
        "%2e%2e"
      })
  void refusesToLeaveTheRepository(String name) throws Exception {
    publish(name);

    assertThatThrownBy(() -> poller(null).poll())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("current.json")
        .hasMessageContaining("must name a folder beside it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"formatVersion\":1}",
        "{\"formatVersion\":2,\"current\":\"a\"}",
        "{\"current\":\"a\"}",
        "{\"formatVersion\":1,\"current\":7}"
      })
  void refusesABrokenPointer(String json) throws Exception {
    bundle("a", "{}");
    Files.writeString(folder.resolve("current.json"), json);

    assertThatThrownBy(() -> poller(null).poll())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("current.json");
  }

  @Test
  void saysWhatIsMissing() throws Exception {
    assertThatThrownBy(() -> poller(null).poll())
        .hasMessageContaining("holds neither current.json nor model.json");
    publish("absent");
    assertThatThrownBy(() -> poller(null).poll())
        .hasMessageContaining("absent/model.json does not exist");
  }

  @Test
  void tellsThePointerAgainAfterARestore() throws Exception {
    bundle("a", "{}");
    publish("a");
    byte[] state = poller(null).poll().state();

    Poller<ModelPointer> poller = poller(state);
    assertThat(paths(poller)).containsExactly(folder.resolve("a").toString());
    assertThat(paths(poller)).isEmpty();
    Files.delete(folder.resolve("current.json"));
    assertThat(paths(poller(state))).containsExactly(folder.resolve("a").toString());
  }
}
