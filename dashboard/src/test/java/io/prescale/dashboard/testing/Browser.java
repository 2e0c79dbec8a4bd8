package io.prescale.dashboard.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/** Asks a dashboard over HTTP, as a program would. */
public final class Browser {
  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper mapper = new ObjectMapper();
  private final URI base;

  public Browser(URI base) {
    this.base = base;
  }

  /**
   * @param parameters names and values in turn
   */
  public HttpResponse<String> get(String path, String... parameters) {
    StringJoiner query = new StringJoiner("&");
    for (int index = 0; index < parameters.length; index += 2) {
      query.add(encoded(parameters[index]) + "=" + encoded(parameters[index + 1]));
    }
    return send(request(path + (parameters.length == 0 ? "" : "?" + query)));
  }

  /** The answer of a request that must succeed. */
  public JsonNode json(String path, String... parameters) {
    HttpResponse<String> response = get(path, parameters);
    if (response.statusCode() != 200) {
      throw new AssertionError(path + " answered " + response.statusCode() + response.body());
    }
    return json(response);
  }

  public JsonNode json(HttpResponse<String> response) {
    try {
      return mapper.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + response.body(), e);
    }
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path));
  }

  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException("the dashboard does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
