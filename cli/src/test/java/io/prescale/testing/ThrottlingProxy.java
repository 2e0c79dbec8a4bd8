package io.prescale.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a Kinesis, and can be made to throttle a share of the calls. */
public final class ThrottlingProxy implements AutoCloseable {
  private static final String THROTTLED = "ProvisionedThroughputExceededException";
  private static final String MESSAGE = "Rate exceeded";
  private static final Set<String> OWN_OF_A_CONNECTION =
      Set.of(
          "host",
          "connection",
          "content-length",
          "transfer-encoding",
          "expect",
          "upgrade",
          "http2-settings");

  private final HttpServer server;
  private final URI target;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "throttling-proxy");
            thread.setDaemon(true);
            return thread;
          });
  private final SplittableRandom random = new SplittableRandom(1);
  private final AtomicInteger throttled = new AtomicInteger();
  private volatile double share;

  private ThrottlingProxy(HttpServer server, URI target) {
    this.server = server;
    this.target = target;
  }

  /** Starts one that throttles nothing yet. */
  public static ThrottlingProxy to(URI target) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ThrottlingProxy proxy = new ThrottlingProxy(server, target);
    server.createContext("/", proxy::handle);
    server.setExecutor(proxy.threads);
    server.start();
    return proxy;
  }

  /** Where it listens. */
  public URI address() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  /** Throttles a share of the calls from now on, 0 to 1. */
  public void throttle(double shareOfCalls) {
    share = shareOfCalls;
  }

  /** How many calls were throttled. */
  public int throttledCalls() {
    return throttled.get();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (isThrottled()) {
        throttled.incrementAndGet();
        refuse(exchange);
      } else {
        forward(exchange, body);
      }
    }
  }

  private synchronized boolean isThrottled() {
    return random.nextDouble() < share;
  }

  /** In the format of the request: a client that cannot read the answer takes it for a failure. */
  private static void refuse(HttpExchange exchange) throws IOException {
    String format = exchange.getRequestHeaders().getFirst("Content-Type");
    boolean binary = format != null && format.contains("cbor");
    byte[] answer = binary ? cbor() : json();
    exchange.getResponseHeaders().set("Content-Type", String.valueOf(format));
    exchange.getResponseHeaders().set("x-amzn-ErrorType", THROTTLED);
    exchange.sendResponseHeaders(400, answer.length);
    exchange.getResponseBody().write(answer);
  }

  private static byte[] json() {
    return ("{\"__type\":\"" + THROTTLED + "\",\"message\":\"" + MESSAGE + "\"}")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** A map of two texts (RFC 8949, major types 5 and 3). */
  private static byte[] cbor() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0xA2);
    for (String text : new String[] {"__type", THROTTLED, "message", MESSAGE}) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      out.write(0x78);
      out.write(bytes.length);
      out.writeBytes(bytes);
    }
    return out.toByteArray();
  }

  private void forward(HttpExchange exchange, byte[] body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.resolve(exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!OWN_OF_A_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    try {
      HttpResponse<byte[]> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      response
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                if (!OWN_OF_A_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                  exchange.getResponseHeaders().put(name, values);
                }
              });
      int length = response.body().length;
      exchange.sendResponseHeaders(response.statusCode(), length == 0 ? -1 : length);
      exchange.getResponseBody().write(response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
