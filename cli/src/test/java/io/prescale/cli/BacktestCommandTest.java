package io.prescale.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.prescale.simulator.generate.HistoryGenerator;
import io.prescale.testing.ShippedModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class BacktestCommandTest {
  private static final int SLOTS = 4 * 288;
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void resultsDoNotDependOnTheNumberOfThreads() throws Exception {
    Path shop = demand("shop", slot -> 1000 + 600 * Math.sin(slot / 46.0));
    Path search = demand("search", slot -> 500 + 200 * Math.sin(slot / 30.0) + slot % 50);
    Path jobs = demand("jobs", slot -> slot % 96 < 12 ? 900 : 200);
    List<String> results = new ArrayList<>();
    for (String threads : List.of("1", "3")) {
      Path output = folder.resolve("threads-" + threads);
      int code =
          backtest(
              List.of(
                  "--demand",
                  shop.toString(),
                  search.toString(),
                  jobs.toString(),
                  "--policies",
                  "target-tracking,prescale-step,prescale-target,prescale-target-net",
                  "--model",
                  ShippedModel.folder().toString(),
                  "--launch-failure",
                  "0.05",
                  "--missing-metrics",
                  "0.02",
                  "--threads",
                  threads,
                  "--output",
                  output.toString()));
      assertThat(code).as(err.toString()).isZero();
      assertThat(output.resolve("report.html")).isNotEmptyFile();
      results.add(
          Files.readString(output.resolve("backtest.json"))
              + Files.readString(output.resolve("backtest.csv")));
    }

    assertThat(results.get(1)).isEqualTo(results.get(0));
    assertThat(results.get(0)).contains("\"prescale-target\"", "\"search\"");
  }

  @Test
  void tellsWhatReallyHappenedToARecordedGroup() throws Exception {
    Path history = HistoryGenerator.write(folder, 1, Duration.ofDays(4), 3).history();
    Path output = folder.resolve("output");

    int code =
        backtest(
            List.of(
                "--history",
                history.toString(),
                "--policies",
                "target-tracking",
                "--output",
                output.toString()));

    assertThat(code).as(err.toString()).isZero();
    JsonNode policies =
        JsonMapper.builder()
            .build()
            .readTree(output.resolve("backtest.json").toFile())
            .at("/series/0/policies");
    JsonNode recorded = null;
    for (JsonNode policy : policies) {
      recorded = policy.get("policy").asText().equals("recorded") ? policy : recorded;
    }
    assertThat(policies).hasSize(2);
    assertThat(recorded).isNotNull();
    assertThat(recorded.get("instanceHours").asDouble()).isPositive();
    assertThat(recorded.get("actions").asInt()).isPositive();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--min-size 5 --max-size 2 | --min-size and --max-size",
        "--max-size 0 | --min-size and --max-size",
        "--boot-delay -1 | --boot-delay must be from 0 to 55, but is -1",
        "--policies stepp | there is no policy \"stepp\"; expected static-peak, step",
        "--threads 0 | --threads must be at least 1",
        "--polcies step | there is no option '--polcies'; did you mean --policies?",
        "--net-target 50 | --net-target must be from 60 to 100, but is 50",
        "--target 0 | --target must be above 0 and at most 100",
        "--slo 101 | --slo must be above 0 and at most 100",
        "--slo-allowance 1 | --slo-allowance must be from 0 to below 1",
        "--test-fraction 0 | --test-fraction must be above 0 and at most 1",
        "--instance-price -0.5 | --instance-price must be from 0",
        "--warm-up-share 0 | --warm-up-share must be above 0 and at most 1",
        "--launch-failure 1 | --launch-failure must be from 0 to below 1",
        "--missing-metrics NaN | --missing-metrics must be from 0 to below 1, but is NaN",
        "--instance-capacity 0 | --instance-capacity must be above 0",
        "--peak-instances -3 | --peak-instances must be above 0",
        "--instance-capacity 5 --peak-instances 9 | exclude each other",
      })
  void namesTheOptionThatIsWrong(String options, String message) throws Exception {
    Path shop = demand("shop", slot -> 10 + slot % 20);
    List<String> arguments = new ArrayList<>(List.of("--demand", shop.toString()));
    arguments.addAll(List.of(options.split(" ")));

    assertThat(backtest(arguments)).isEqualTo(CommandLine.ExitCode.USAGE);

    assertThat(err.toString()).contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-5 | shop.csv, line 102, column demand",
        "1e300 | shop.csv, line 102, column demand",
        "much | shop.csv, line 102, column demand",
      })
  void namesTheLineThatIsWrong(String value, String message) throws Exception {
    Path shop = demand("shop", slot -> 10 + slot % 20);
    List<String> lines = new ArrayList<>(Files.readAllLines(shop));
    lines.set(101, lines.get(101).replaceAll(",.*", "," + value));
    Files.write(shop, lines);

    assertThat(backtest(List.of("--demand", shop.toString(), "--policies", "step"))).isOne();

    assertThat(err.toString()).contains(message).contains("found \"" + value + "\"");
  }

  @Test
  void refusesWhatCannotBeScaledFor() throws Exception {
    Path idle = demand("idle", slot -> 0);
    assertThat(backtest(List.of("--demand", idle.toString(), "--policies", "step"))).isOne();
    assertThat(err.toString()).contains("idle.csv").contains("never above 0");

    Path holed = demand("holed", slot -> 10 + slot % 20);
    List<String> lines = new ArrayList<>(Files.readAllLines(holed));
    lines.subList(101, 131).clear();
    Files.write(holed, lines);
    assertThat(backtest(List.of("--demand", holed.toString(), "--policies", "step"))).isOne();
    assertThat(err.toString()).contains("holed.csv, line 102").contains("150 minutes");
  }

  @Test
  void refusesAModelThatIsNoneOrReadsOtherFeatures() throws Exception {
    Path shop = demand("shop", slot -> 10 + slot % 20);
    Path nowhere = folder.resolve("nowhere");
    List<String> options =
        List.of("--demand", shop.toString(), "--policies", "prescale-target", "--model");
    assertThat(backtest(with(options, nowhere))).isOne();
    assertThat(err.toString()).contains(nowhere.toString(), "model.json");

    Path changed = Files.createDirectory(folder.resolve("changed"));
    try (var files = Files.list(ShippedModel.folder())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, changed.resolve(file.getFileName()));
      }
    }
    Path manifest = changed.resolve("model.json");
    String fingerprint = "\"fingerprint\" : \"";
    assertThat(Files.readString(manifest)).contains(fingerprint);
    Files.writeString(
        manifest, Files.readString(manifest).replace(fingerprint, fingerprint + "other-"));

    assertThat(backtest(with(options, changed))).isOne();
    assertThat(err.toString()).contains(changed.toString(), "fingerprint");
  }

  private static List<String> with(List<String> options, Path model) {
    List<String> all = new ArrayList<>(options);
    all.add(model.toString());
    return all;
  }

  private interface Course {
    double at(int slot);
  }

  private Path demand(String name, Course course) throws IOException {
    List<String> lines = new ArrayList<>(List.of("timestamp,demand"));
    for (int slot = 0; slot < SLOTS; slot++) {
      lines.add(START.plus(Duration.ofMinutes(5L * slot)) + "," + course.at(slot));
    }
    return Files.write(folder.resolve(name + ".csv"), lines);
  }

  private int backtest(List<String> options) {
    List<String> arguments = new ArrayList<>(List.of("backtest"));
    arguments.addAll(options);
    return Prescale.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments.toArray(String[]::new));
  }
}
