package io.prescale.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** What a cluster says of itself by Flink's REST API. */
public final class FlinkRest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final URI address;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final ObjectMapper json = new ObjectMapper();

  FlinkRest(URI address) {
    this.address = address;
  }

  /** Slots of the task managers that are registered. */
  public int slots() throws IOException, InterruptedException {
    return get("/overview").path("slots-total").asInt();
  }

  /** Task managers that are registered. */
  public int taskManagers() throws IOException, InterruptedException {
    return get("/overview").path("taskmanagers").asInt();
  }

  /** State of each job by its identifier, such as {@code RUNNING}. */
  public Map<String, String> jobs() throws IOException, InterruptedException {
    Map<String, String> states = new TreeMap<>();
    get("/jobs")
        .path("jobs")
        .forEach(job -> states.put(job.path("id").asText(), job.path("status").asText()));
    return states;
  }

  /** State of a job with those of its tasks. */
  public JsonNode job(String id) throws IOException, InterruptedException {
    return get("/jobs/" + id);
  }

  /** Whether a job and all of its tasks run. */
  public boolean isRunning(String id) throws IOException, InterruptedException {
    JsonNode job = job(id);
    boolean running = job.path("state").asText().equals("RUNNING");
    for (JsonNode vertex : job.path("vertices")) {
      running &= vertex.path("status").asText().equals("RUNNING");
    }
    return running;
  }

  /** Checkpoints of a job: counts, and the latest. */
  public JsonNode checkpoints(String id) throws IOException, InterruptedException {
    return get("/jobs/" + id + "/checkpoints");
  }

  /** What a job failed of, newest first. */
  public JsonNode exceptions(String id) throws IOException, InterruptedException {
    return get("/jobs/" + id + "/exceptions");
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address.resolve(path)).timeout(TIMEOUT).build();
    HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException(path + " answered " + response.statusCode());
    }
    return json.readTree(response.body());
  }
}
