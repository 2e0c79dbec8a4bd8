package io.prescale.dashboard.testing;

import io.prescale.dashboard.Dashboard;
import io.prescale.dashboard.DashboardSettings;
import io.prescale.decisionlog.DatabaseAddress;
import io.prescale.decisionlog.testing.PostgresServer;
import io.prescale.domain.time.Slots;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** How long the pages take on a large log in PostgreSQL: each asked for many times over HTTP. */
public final class PageBenchmark {
  private static final int WARM_UP = 20;

  private final Random random = new Random(7);
  private final HttpClient client = HttpClient.newHttpClient();

  private PageBenchmark() {}

  /**
   * Fills a log, and measures.
   *
   * @param arguments groups, how many of them have a history, days of it, requests of each kind;
   *     and optionally the URL of a database that was filled before, and its user
   */
  public static void main(String[] arguments) throws Exception {
    int groups = Integer.parseInt(arguments[0]);
    int withHistory = Integer.parseInt(arguments[1]);
    int days = Integer.parseInt(arguments[2]);
    int requests = Integer.parseInt(arguments[3]);
    if (arguments.length > 4) {
      measure(DatabaseAddress.of(arguments[4], arguments[5], ""), groups, withHistory, requests);
      return;
    }
    try (PostgresServer server = PostgresServer.start()) {
      long started = System.nanoTime();
      new LargeLog(server.address(), groups, withHistory, days)
          .fill(Instant.ofEpochMilli(Slots.startOf(System.currentTimeMillis())));
      System.out.printf("filled in %d s%n", (System.nanoTime() - started) / 1_000_000_000);
      measure(server.address(), groups, withHistory, requests);
    }
  }

  private static void measure(DatabaseAddress log, int groups, int withHistory, int requests)
      throws Exception {
    try (Dashboard dashboard = Dashboard.start(log, DashboardSettings.local(0))) {
      new PageBenchmark().run(dashboard.address(), groups, withHistory, requests);
    }
  }

  private void run(URI dashboard, int groups, int withHistory, int requests) throws Exception {
    Map<String, Supplier<String>> pages = new LinkedHashMap<>();
    pages.put("fleet, by name", () -> "/api/fleet?page=" + random.nextInt(groups / 25));
    pages.put(
        "fleet, by forecast error",
        () -> "/api/fleet?sort=error&descending=true&page=" + random.nextInt(groups / 25));
    pages.put("fleet, searched", () -> "/api/fleet?search=-0" + random.nextInt(1000));
    pages.put("fleet, with warning", () -> "/api/fleet?warning=any&sort=warnings");
    for (String range : new String[] {"3h", "12h", "1d", "3d", "7d", "30d"}) {
      pages.put(
          "group, " + range,
          () -> "/api/groups/" + (1 + random.nextInt(withHistory)) + "?range=" + range);
    }
    pages.put(
        "actions of a group",
        () -> "/api/groups/" + (1 + random.nextInt(withHistory)) + "/decisions?actions-only=true");
    pages.put("calendar", () -> "/api/calendar");
    pages.put("model", () -> "/api/model");
    pages.put("status", () -> "/api/status");
    for (Map.Entry<String, Supplier<String>> page : pages.entrySet()) {
      measure(page.getKey(), dashboard, page.getValue(), requests);
    }
  }

  private void measure(String name, URI dashboard, Supplier<String> path, int requests)
      throws Exception {
    double[] millis = new double[requests];
    for (int request = -WARM_UP; request < requests; request++) {
      long started = System.nanoTime();
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(dashboard.resolve(path.get())).build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(name + " answered " + answer.body());
      }
      if (request >= 0) {
        millis[request] = (System.nanoTime() - started) / 1e6;
      }
    }
    Arrays.sort(millis);
    System.out.printf(
        Locale.ROOT,
        "%-26s median %6.1f ms   95th percentile %6.1f ms   longest %6.1f ms%n",
        name,
        millis[requests / 2],
        millis[(int) (requests * 0.95)],
        millis[requests - 1]);
  }
}
