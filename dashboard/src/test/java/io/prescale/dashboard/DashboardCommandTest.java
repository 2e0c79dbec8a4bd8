package io.prescale.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prescale.dashboard.log.DatabaseMistake;
import io.prescale.decisionlog.DecisionLogSchema;
import io.prescale.decisionlog.testing.PostgresServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DashboardCommandTest {
  private static final String DATABASE = "--database=jdbc:h2:mem:command";

  @Test
  void databasesOfOtherKindsAreRefused() {
    assertThat(refusalOf("--database=jdbc:mysql://host/x"))
        .contains("--database", "jdbc:postgresql://HOST/DATABASE");
  }

  @Test
  void optionsOutOfRangeAreNamed() {
    assertThat(refusalOf(DATABASE, "--port=70000")).contains("--port must be from 0 to 65535");
    assertThat(refusalOf(DATABASE, "--flink-url=javascript:alert(1)"))
        .contains("--flink-url must begin with http:// or https://");
  }

  @Test
  void filesThatAreNotThereAreNamed(@TempDir Path folder) {
    Path missing = folder.resolve("missing");
    assertThat(refusalOf(DATABASE, "--token-file=" + missing))
        .contains("--token-file", missing.toString());
    assertThat(refusalOf(DATABASE, "--calendar=" + missing)).contains("--calendar " + missing);
    assertThat(refusalOf(DATABASE, "--models=" + missing)).contains("--models " + missing);
  }

  @Test
  void aTokenThatIsTooShortIsRefusedWithoutPrintingIt(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "hunter2\n");
    assertThat(refusalOf(DATABASE, "--token-file=" + file))
        .contains(file.toString(), "16 to 1024")
        .doesNotContain("hunter2");
  }

  @Test
  void aDatabaseThatDoesNotExistEndsItAtOnce(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("nothing");
    assertThat(refusalOf("--database=jdbc:h2:file:" + file))
        .contains("there is no database jdbc:h2:file:" + file, "the same URL");
    assertThat(folder).as("nothing is made").isEmptyDirectory();
    try (PostgresServer server = PostgresServer.start()) {
      String url = server.address().url();
      String missing = url.substring(0, url.lastIndexOf('/')) + "/missing";
      assertThat(refusalOf("--database=" + missing + "?user=prescale"))
          .contains("there is no database " + missing);
      assertThat(DatabaseMistake.of(server.address())).isEmpty();

      server.stop();
      assertThat(DatabaseMistake.of(server.address()))
          .as("one that is down may come up: the page says so meanwhile")
          .isEmpty();
      try (Dashboard dashboard = Dashboard.start(server.address(), DashboardSettings.local(0))) {
        assertThat(get(dashboard, "/api/fleet").statusCode()).isEqualTo(503);
        assertThat(get(dashboard, "/api/fleet").body()).contains("cannot be reached");
        server.startAgain();
        new DecisionLogSchema(server.address()).migrate();
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> get(dashboard, "/api/fleet").statusCode() == 200);
      }
    }
  }

  @Test
  void urlsThatTheDriverDoesNotUnderstandAreRefused() {
    assertThat(refusalOf("--database=jdbc:postgresql://host:port/log"))
        .contains("--database", "jdbc:postgresql://HOST:PORT/DATABASE");
  }

  private static HttpResponse<String> get(Dashboard dashboard, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(dashboard.address().resolve(path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static String refusalOf(String... arguments) {
    StringWriter errors = new StringWriter();
    int exitCode =
        new CommandLine(new DashboardCommand()).setErr(new PrintWriter(errors)).execute(arguments);
    assertThat(exitCode).isEqualTo(CommandLine.ExitCode.USAGE);
    return errors.toString();
  }
}
