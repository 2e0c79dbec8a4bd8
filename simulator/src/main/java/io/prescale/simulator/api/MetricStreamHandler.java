package io.prescale.simulator.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.prescale.simulator.metric.MetricFeed;
import io.prescale.simulator.metric.MetricStreamJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** {@code GET /metric-stream?after=<sequence>&max=<n>}: data points as JSON lines. */
final class MetricStreamHandler implements HttpHandler {
  private static final int DEFAULT_MAX = 1_000;
  private static final int LARGEST_MAX = 10_000;

  private final MetricFeed feed;
  private final MetricStreamJson json;

  MetricStreamHandler(MetricFeed feed, MetricStreamJson json) {
    this.feed = feed;
    this.json = json;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestURI().getPath().equals(SimulationServer.METRIC_STREAM_PATH)) {
        refuse(
            exchange, 404, "no such path; metrics are at " + SimulationServer.METRIC_STREAM_PATH);
      } else if (!exchange.getRequestMethod().equals("GET")) {
        refuse(exchange, 405, "only GET is supported");
      } else {
        answer(exchange);
      }
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    MetricFeed.Batch batch;
    try {
      String query = exchange.getRequestURI().getRawQuery();
      QueryRequest request = QueryRequest.parse(query == null ? "" : query);
      long after = number(request, "after", 0);
      long max = number(request, "max", DEFAULT_MAX);
      batch = feed.read(after, (int) Math.min(max, LARGEST_MAX));
    } catch (ApiException | IllegalArgumentException e) {
      refuse(exchange, 400, e.getMessage());
      return;
    }
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    json.write(batch.data(), lines);
    exchange.getResponseHeaders().set("Content-Type", "application/x-ndjson");
    exchange
        .getResponseHeaders()
        .set(SimulationServer.NEXT_SEQUENCE_HEADER, Long.toString(batch.nextSequence()));
    exchange.getResponseHeaders().set(SimulationServer.LOST_HEADER, Long.toString(batch.lost()));
    send(exchange, 200, lines.toByteArray());
  }

  private static long number(QueryRequest request, String name, long absent) {
    String text = request.text(name).orElse(Long.toString(absent));
    try {
      long number = Long.parseLong(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Refused below, like a negative number.
    }
    throw new IllegalArgumentException(name + " must be a whole number from 0, but is " + text);
  }

  private static void refuse(HttpExchange exchange, int status, String reason) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    send(exchange, status, (reason + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    boolean bodyless = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, bodyless ? -1 : body.length);
    if (!bodyless) {
      exchange.getResponseBody().write(body);
    }
  }
}
