package io.prescale.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.prescale.dashboard.Dashboard;
import io.prescale.dashboard.DashboardSettings;
import io.prescale.dashboard.files.OutsideFiles;
import io.prescale.decisionlog.DatabaseAddress;
import io.prescale.decisionlog.DecisionLogSchema;
import io.prescale.decisionlog.DecisionLogWriter;
import io.prescale.decisionlog.testing.Decisions;
import io.prescale.testing.S3Emulator;
import io.prescale.testing.SystemProperties;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard's calendar and models from S3, over the wire. */
class DashboardFilesIT {
  @RegisterExtension static final S3Emulator S3 = S3Emulator.withBucket("prescale").foundBySdk();

  @Test
  void calendarAndModelAreShownFromS3() throws Exception {
    S3.put("shown/business_calendar.json", bytes(calendar("Sale")));
    S3.put(
        "shown/models/model-a/model.json",
        bytes("{\"id\":\"model-a\",\"network\":{\"type\":\"lstm\",\"layers\":2,\"hidden\":64}}"));
    try (Dashboard dashboard =
        Dashboard.start(log(), settings("shown/business_calendar.json", "shown/models/"))) {
      JsonNode calendar = get(dashboard, "/api/calendar");
      JsonNode model = get(dashboard, "/api/model").path("inForce");

      assertThat(calendar.path("source").asText())
          .isEqualTo(S3.uri("shown/business_calendar.json"));
      assertThat(calendar.path("problem").isNull()).isTrue();
      assertThat(calendar.path("events").findValuesAsText("name")).contains("Sale");
      assertThat(model.path("name").asText()).isEqualTo("model-a");
      assertThat(model.path("network").asText()).isEqualTo("lstm");
    }
  }

  @Test
  void whatIsNoLongerThereIsSaidOnThePage() throws Exception {
    try (Dashboard dashboard = Dashboard.start(log(), settings("gone.json", "gone"))) {
      assertThat(get(dashboard, "/api/calendar").path("problem").asText())
          .contains(S3.uri("gone.json"), "there is no such file", "--calendar");
      assertThat(get(dashboard, "/api/model").at("/inForce/problem").asText())
          .contains("model.json");
    }
  }

  @Test
  void mistakesEndTheCommandWithTheirReason(@TempDir Path folder) {
    String database = "--database=jdbc:h2:mem:unused";
    assertThat(refusalOf("dashboard", database, "--calendar=" + S3.uri("missing.json")))
        .contains("--calendar s3://prescale/missing.json cannot be read: there is no such file");
    assertThat(refusalOf("dashboard", database, "--calendar=s3://no-such-bucket/calendar.json"))
        .contains("--calendar s3://no-such-bucket/calendar.json cannot be read")
        .contains("there is no such bucket");
    assertThat(refusalOf("dashboard", database, "--calendar=s3://prescale"))
        .contains("--calendar s3://prescale cannot be read");
    assertThat(refusalOf("dashboard", database, "--models=" + S3.uri("missing")))
        .contains("--models s3://prescale/missing cannot be read: it holds no files");
    assertThat(refusalOf("dashboard", database, "--models=" + folder.resolve("missing")))
        .contains("--models", "is not a folder");
    try (SystemProperties wrong = SystemProperties.set(Map.of("aws.secretAccessKey", "wrong"))) {
      assertThat(refusalOf("dashboard", database, "--models=" + S3.uri("models")))
          .contains("--models s3://prescale/models cannot be read", "credentials");
    }
  }

  private static String refusalOf(String... arguments) {
    StringWriter errors = new StringWriter();
    int exitCode = Prescale.commandLine().setErr(new PrintWriter(errors)).execute(arguments);
    assertThat(exitCode).isEqualTo(2);
    return errors.toString();
  }

  private static DashboardSettings settings(String calendar, String models) {
    return DashboardSettings.local(0)
        .withFiles(
            new OutsideFiles(
                new StoredDocuments(), Optional.of(S3.uri(calendar)), Optional.of(S3.uri(models))));
  }

  /** With a decision of a model, of which it holds no manifest. */
  private static DatabaseAddress log() throws Exception {
    DatabaseAddress address =
        DatabaseAddress.of("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    new DecisionLogSchema(address).migrate();
    try (DecisionLogWriter writer = DecisionLogWriter.open(address)) {
      writer.write(List.of(Decisions.hold("web", 0)));
    }
    return address;
  }

  private static JsonNode get(Dashboard dashboard, String path) throws Exception {
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(dashboard.address().resolve(path)).build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return new ObjectMapper().readTree(response.body());
  }

  private static String calendar(String name) {
    return "{\"events\":[{\"id\":\"sale\",\"name\":\""
        + name
        + "\",\"start\":\"2026-01-01T00:00:00Z\",\"end\":\"2026-01-02T00:00:00Z\","
        + "\"recurrence\":\"FREQ=DAILY\",\"groups\":[\"*\"],\"minCapacity\":4}]}";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
