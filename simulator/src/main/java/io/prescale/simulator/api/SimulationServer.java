package io.prescale.simulator.api;

import com.sun.net.httpserver.HttpServer;
import io.prescale.simulator.metric.MetricArchive;
import io.prescale.simulator.metric.MetricFeed;
import io.prescale.simulator.metric.MetricStreamJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The AWS endpoints of a simulation, on the loopback interface unless told otherwise: the EC2 Auto
 * Scaling API and CloudWatch's GetMetricData and ListMetrics at {@link #endpoint()}, in the Query
 * protocol that AWS's clients speak (any credentials will do), and the metric stream at {@link
 * #metricStream()}.
 *
 * <p>A read of the metric stream gives at most {@code max} lines after the sequence number {@code
 * after} (both optional); the header {@value #NEXT_SEQUENCE_HEADER} has the number to go on from,
 * {@value #LOST_HEADER} how many data points were asked for that are no longer retained.
 */
public final class SimulationServer implements AutoCloseable {
  /** Path of the metric stream. */
  public static final String METRIC_STREAM_PATH = "/metric-stream";

  /** Response header with the sequence number to go on from. */
  public static final String NEXT_SEQUENCE_HEADER = "Prescale-Next-Sequence";

  /** Response header with the number of data points that were not retained. */
  public static final String LOST_HEADER = "Prescale-Lost";

  private static final int THREADS = 4;

  private final HttpServer server;
  private final ExecutorService threads;
  private final FaultPlan faults;
  private final CallLog calls;

  private SimulationServer(
      HttpServer server, ExecutorService threads, FaultPlan faults, CallLog calls) {
    this.server = server;
    this.threads = threads;
    this.faults = faults;
    this.calls = calls;
  }

  /**
   * Starts a server.
   *
   * @param port the port, 0 for any free one
   * @throws IOException if the port is taken
   */
  public static SimulationServer start(
      AutoScalingBackend backend, MetricFeed feed, FaultPlan faults, int port) throws IOException {
    return start(
        backend, feed, faults, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  /**
   * Starts a server that machines beyond this one may reach, if the address is not its loopback.
   *
   * @param address to listen at; port 0 for any free one
   * @throws IOException if the port is taken, or the address is not this machine's
   */
  public static SimulationServer start(
      AutoScalingBackend backend, MetricFeed feed, FaultPlan faults, InetSocketAddress address)
      throws IOException {
    sendAtOnce();
    HttpServer server = HttpServer.create(address, 0);
    CallLog calls = new CallLog();
    MetricStreamJson json = new MetricStreamJson(MetricStreamJson.Origin.simulated());
    CloudWatchActions metrics = new CloudWatchActions(new MetricArchive(feed), backend::now);
    server.createContext("/", new QueryProtocolHandler(backend, metrics, faults, calls));
    server.createContext(METRIC_STREAM_PATH, new MetricStreamHandler(feed, json));
    AtomicInteger number = new AtomicInteger();
    ExecutorService threads =
        Executors.newFixedThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "simulation-server-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.start();
    return new SimulationServer(server, threads, faults, calls);
  }

  /**
   * The JDK's server writes headers and body apart. Without this the body waits for the client's
   * delayed acknowledgement of the headers, some 40 ms in every answer. It can only be set for the
   * whole JVM, before its first server.
   */
  private static void sendAtOnce() {
    if (System.getProperty("sun.net.httpserver.nodelay") == null) {
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }
  }

  /** Starts a server without faults on a free port. */
  public static SimulationServer start(AutoScalingBackend backend, MetricFeed feed)
      throws IOException {
    return start(backend, feed, FaultPlan.none(), 0);
  }

  /** Where the Auto Scaling API and CloudWatch are. */
  public URI endpoint() {
    InetSocketAddress address = server.getAddress();
    return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort());
  }

  /** Where the metric stream is. */
  public URI metricStream() {
    return endpoint().resolve(METRIC_STREAM_PATH);
  }

  /** What goes wrong, to be changed at any time. */
  public FaultPlan faults() {
    return faults;
  }

  /** The SetDesiredCapacity requests that came in. */
  public CallLog calls() {
    return calls;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
