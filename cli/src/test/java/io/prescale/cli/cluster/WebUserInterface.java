package io.prescale.cli.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;

/**
 * The page "Submit New Job" of Flink's web UI: sends what the browser does. The main method then
 * runs in the job manager.
 */
final class WebUserInterface {
  private static final String BOUNDARY = "--------prescale";

  private final URI address;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();

  WebUserInterface(URI address) {
    this.address = address;
  }

  /**
   * "Add New".
   *
   * @return the jar's identifier
   */
  String upload(Path jar) throws IOException, InterruptedException {
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\"%s\"\r\n"
            + "Content-Type: application/x-java-archive\r\n\r\n";
    HttpResponse<String> response =
        post(
            "/jars/upload",
            "multipart/form-data; boundary=" + BOUNDARY,
            BodyPublishers.concat(
                BodyPublishers.ofString(String.format(head, BOUNDARY, jar.getFileName())),
                BodyPublishers.ofFile(jar),
                BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n")));
    if (response.statusCode() != 200) {
      throw new AssertionError("the upload was refused: " + response.body());
    }
    return Path.of(json.readTree(response.body()).path("filename").asText())
        .getFileName()
        .toString();
  }

  /**
   * "Submit".
   *
   * @return the answer, of a job that was submitted with its {@code jobid}
   */
  JsonNode submit(String jar, JobSubmission job) throws IOException, InterruptedException {
    return submit(jar, job, json.createObjectNode());
  }

  /** "Submit" with a savepoint path. */
  JsonNode submit(String jar, JobSubmission job, String savepoint)
      throws IOException, InterruptedException {
    return submit(jar, job, json.createObjectNode().put("savepointPath", savepoint));
  }

  private JsonNode submit(String jar, JobSubmission job, ObjectNode form)
      throws IOException, InterruptedException {
    form.put("entryClass", job.mainClass());
    form.put("parallelism", job.parallelism());
    form.put("programArgs", String.join(" ", job.arguments()));
    return json.readTree(
        post(
                "/jars/" + jar + "/run",
                "application/json",
                BodyPublishers.ofString(form.toString(), UTF_8))
            .body());
  }

  private HttpResponse<String> post(String path, String type, BodyPublisher body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve(path))
            .header("Content-Type", type)
            .POST(body)
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
