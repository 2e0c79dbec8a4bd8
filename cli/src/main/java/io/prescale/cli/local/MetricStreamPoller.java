package io.prescale.cli.local;

import io.prescale.connectors.polling.PollResult;
import io.prescale.connectors.polling.Poller;
import io.prescale.simulator.api.SimulationServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/**
 * Reads the metric stream of a simulation over HTTP, from where it stopped: what Kinesis is to a
 * real fleet. Each poll gives one record of several lines, like a Kinesis record.
 */
final class MetricStreamPoller implements Poller<byte[]> {
  private static final int MAX_LINES = 5000;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final URI metricStream;
  private HttpClient client;
  private long position;

  MetricStreamPoller(URI metricStream) {
    this.metricStream = metricStream;
  }

  @Override
  public void open(byte[] state) {
    client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    position = state == null ? 0 : ByteBuffer.wrap(state).getLong();
  }

  @Override
  public PollResult<byte[]> poll() throws IOException, InterruptedException {
    URI uri = URI.create(metricStream + "?after=" + position + "&max=" + MAX_LINES);
    HttpResponse<byte[]> response =
        client.send(
            HttpRequest.newBuilder(uri).timeout(TIMEOUT).build(),
            HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException("the metric stream answered " + response.statusCode());
    }
    position = next(response);
    byte[] state = ByteBuffer.allocate(Long.BYTES).putLong(position).array();
    return new PollResult<>(
        response.body().length == 0 ? List.of() : List.of(response.body()), state);
  }

  @Override
  public void close() {
    // The client's threads are daemons and end with it.
    client = null;
  }

  private static long next(HttpResponse<byte[]> response) throws IOException {
    return response
        .headers()
        .firstValueAsLong(SimulationServer.NEXT_SEQUENCE_HEADER)
        .orElseThrow(
            () ->
                new IOException(
                    "the metric stream's answer lacks the header "
                        + SimulationServer.NEXT_SEQUENCE_HEADER));
  }
}
