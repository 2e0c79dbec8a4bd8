package io.prescale.training.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ModelCommandTest {
  private static final Path SHIPPED = Bundles.shipped();

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void showsABundle() throws IOException {
    String id = Bundles.load(SHIPPED).id();

    assertThat(model("show", SHIPPED)).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains(id)
        .contains("Network   LSTM")
        .contains("seed ")
        .contains("Features  ")
        .contains("Trained   on ")
        .contains("test windows")
        .contains("persistence")
        .contains(" 60 min ");

    out.getBuffer().setLength(0);
    assertThat(model("show", SHIPPED, "--json")).isZero();
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.path("id").asText()).isEqualTo(id);
    assertThat(json.path("residualQuantiles").path("lower")).hasSize(12);
    assertThat(json.path("training").path("series").path(0).path("group").asText()).isNotEmpty();
    assertThat(json.path("accuracy").path("entries").path(0).has("forecastError")).isTrue();
  }

  @Test
  void verifiesABundle() throws IOException {
    Path history = Bundles.history(folder.resolve("web.csv"));

    assertThat(model("verify", SHIPPED, "--history", history)).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("x persistence on the newest fifth (1 groups, 60 forecasts)")
        .contains("OK: model " + Bundles.load(SHIPPED).id());
  }

  /** As the example script of Python PyTorch wrote it. */
  @Test
  void verifiesATorchScriptModel() {
    Path script =
        SHIPPED
            .resolveSibling("../forecasting/src/test/resources/io/prescale/forecasting")
            .resolve("torchscript")
            .normalize();

    assertThat(model("verify", script)).as(err.toString()).isZero();
    assertThat(out.toString()).contains("OK: model torchscript-fixture");
    assertThat(model("show", script)).as(err.toString()).isZero();
    assertThat(out.toString()).contains("Network   TorchScript; 1 member, seed 7");
    assertThat(model("show", script, "--json")).as(err.toString()).isZero();
    assertThat(out.toString()).contains("\"type\" : \"torchscript\"");
  }

  @Test
  void refusesWhatIsDamagedOfAGroupThatNobodyAskedFor() throws IOException {
    Path damaged = Files.createDirectory(folder.resolve("damaged"));
    try (Stream<Path> files = Files.list(SHIPPED)) {
      for (Path file : files.toList()) {
        Files.copy(file, damaged.resolve(file.getFileName()));
      }
    }
    byte[] content = Files.readAllBytes(damaged.resolve("groups.bin"));
    content[content.length / 2] ^= 1;
    Files.write(damaged.resolve("groups.bin"), content);

    assertThat(model("verify", damaged)).isOne();
    assertThat(err.toString()).contains("groups.bin has SHA-256");
  }

  @Test
  void refusesADamagedBundle() throws IOException {
    Path damaged = Bundles.alike(folder.resolve("damaged"));
    Path parameters = damaged.resolve("parameters-0.bin");
    byte[] content = Files.readAllBytes(parameters);
    content[content.length / 2] ^= 1;
    Files.write(parameters, content);

    for (String command : new String[] {"show", "verify"}) {
      assertThat(model(command, damaged)).isOne();
      assertThat(err.toString()).contains("model " + command + ": ").contains("has SHA-256");
    }
    assertThat(model("publish", damaged, "--to", folder.resolve("models"))).isOne();
    assertThat(folder.resolve("models")).doesNotExist();
    assertThat(err.toString()).doesNotContain("\tat ");
  }

  @Test
  void saysThatThereIsNoBundle() {
    for (String command : new String[] {"show", "verify"}) {
      assertThat(model(command, folder.resolve("absent"))).isOne();
      assertThat(err.toString()).contains("absent holds neither model.json nor current.json");
    }
    assertThat(model("show", "gs://bucket/model")).isOne();
    assertThat(err.toString()).contains("expected a local path or an address such as s3://");
  }

  @Test
  void publishesTheFirstModelWithoutHistory() throws IOException {
    Path models = folder.resolve("models");
    String id = Bundles.load(SHIPPED).id();

    assertThat(model("publish", SHIPPED, "--to", models)).as(err.toString()).isZero();

    assertThat(out.toString()).contains("Model " + id + " is in force").doesNotContain("go back");
    assertThat(models.resolve("current.json"))
        .hasContent("{\"formatVersion\":1,\"current\":\"" + id + "\"}");
    assertThat(Bundles.load(models.resolve(id)).id()).isEqualTo(id);
    assertThat(model("verify", models)).as("the place of the models").isZero();
    assertThat(model("publish", SHIPPED, "--to", models)).isZero();
    assertThat(out.toString()).contains("is in force already");
  }

  @Test
  void replacesAModelByOneThatIsAsGoodAndSaysHowToGoBack() throws IOException {
    Path models = publishedShipped();
    Path alike = Bundles.alike(folder.resolve("alike"));
    Path history = Bundles.history(folder.resolve("web.csv"));

    assertThat(model("publish", alike, "--to", models, "--history", history))
        .as(err.toString())
        .isZero();

    String shipped = Bundles.load(SHIPPED).id();
    assertThat(inForce(models)).isEqualTo(Bundles.load(alike).id());
    assertThat(out.toString())
        .contains("Compared: error ")
        .contains("model publish " + models.resolve(shipped) + " --to " + models + " --force");

    assertThat(model("publish", models.resolve(shipped), "--to", models, "--force")).isZero();
    assertThat(inForce(models)).isEqualTo(shipped);
  }

  @Test
  void needsHistoryOrForceWhereAModelIsInForce() throws IOException {
    Path models = publishedShipped();
    Path alike = Bundles.alike(folder.resolve("alike"));

    assertThat(model("publish", alike, "--to", models)).isOne();
    assertThat(err.toString()).contains("is in force at " + models).contains("--history");
    assertThat(inForce(models)).isEqualTo(Bundles.load(SHIPPED).id());

    assertThat(model("publish", alike, "--to", models, "--force")).isZero();
    assertThat(inForce(models)).isEqualTo(Bundles.load(alike).id());
  }

  @Test
  void refusesAWorseModelUnlessForced() throws IOException {
    Path models = publishedShipped();
    Path worse = Bundles.worse(folder.resolve("worse"));
    Path history = Bundles.history(folder.resolve("web.csv"));

    assertThat(model("publish", worse, "--to", models, "--history", history)).isOne();
    assertThat(err.toString()).contains("worse than the one in force").contains("--force");
    assertThat(inForce(models)).isEqualTo(Bundles.load(SHIPPED).id());
    assertThat(models.resolve(Bundles.load(worse).id())).doesNotExist();

    assertThat(model("publish", worse, "--to", models, "--history", history, "--force")).isZero();
    assertThat(inForce(models)).isEqualTo(Bundles.load(worse).id());
  }

  @Test
  void needsForceWhereTheModelInForceCannotBeRead() throws IOException {
    Path models = publishedShipped();
    Path alike = Bundles.alike(folder.resolve("alike"));
    Path history = Bundles.history(folder.resolve("web.csv"));
    Files.delete(models.resolve(Bundles.load(SHIPPED).id()).resolve("model.json"));

    assertThat(model("publish", alike, "--to", models, "--history", history)).isOne();
    assertThat(err.toString()).contains("the model in force cannot be compared with");
    assertThat(model("publish", alike, "--to", models, "--history", history, "--force")).isZero();

    Files.writeString(models.resolve("current.json"), "{");
    assertThat(model("publish", alike, "--to", models)).isOne();
    assertThat(err.toString()).contains("current.json: is not JSON");
    assertThat(model("publish", alike, "--to", models, "--force")).isZero();
    assertThat(inForce(models)).isEqualTo(Bundles.load(alike).id());
  }

  @Test
  void saysThatTheHistoryHasNothingToCompareOn() throws IOException {
    Path models = publishedShipped();
    Path alike = Bundles.alike(folder.resolve("alike"));
    Path flat = folder.resolve("flat.csv");
    Files.writeString(
        flat, Files.readString(Bundles.history(flat)).replaceAll("(?m),\\d.*$", ",50"));

    assertThat(model("publish", alike, "--to", models, "--history", flat)).isOne();
    assertThat(err.toString()).contains("--history").contains("cannot be compared");
    assertThat(inForce(models)).isEqualTo(Bundles.load(SHIPPED).id());
  }

  @Test
  void explainsItself() {
    assertThat(model("--help")).isZero();
    assertThat(out.toString()).contains("show", "verify", "publish");
    for (String command : new String[] {"show", "verify", "publish"}) {
      assertThat(model(command, "--help")).isZero();
      assertThat(model(command)).isEqualTo(2);
    }
    assertThat(out.toString()).contains("Exit codes:");
    assertThat(model("publish", SHIPPED)).isEqualTo(2);
    assertThat(err.toString()).contains("--to");
  }

  private Path publishedShipped() {
    Path models = folder.resolve("models");
    assertThat(model("publish", SHIPPED, "--to", models)).as(err.toString()).isZero();
    return models;
  }

  private static String inForce(Path models) throws IOException {
    return new ObjectMapper()
        .readTree(Files.readAllBytes(models.resolve("current.json")))
        .path("current")
        .asText();
  }

  private int model(Object... arguments) {
    return new CommandLine(new ModelCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
  }
}
