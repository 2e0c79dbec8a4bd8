package io.prescale.cli.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Tells whether a component does its work.
 *
 * @param address an {@code http} one that must answer with a status below 500, or a {@code tcp} one
 *     that must take connections
 */
public record HealthCheck(URI address) {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** That a path of this machine answers. */
  static HealthCheck http(int port, String path) {
    return new HealthCheck(URI.create("http://localhost:" + port + path));
  }

  /** That a port of this machine takes connections. */
  static HealthCheck tcp(int port) {
    return new HealthCheck(URI.create("tcp://localhost:" + port));
  }

  /** Asks it now. */
  boolean passes() throws InterruptedException {
    try {
      return address.getScheme().equals("tcp") ? connects() : answers();
    } catch (IOException e) {
      return false;
    }
  }

  private boolean connects() throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(address.getHost(), address.getPort()), (int) TIMEOUT.toMillis());
      return true;
    }
  }

  private boolean answers() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(address).timeout(TIMEOUT).build();
    HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() < 500;
  }
}
