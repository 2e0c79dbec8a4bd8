package io.prescale.dashboard.testing;

import io.prescale.dashboard.Dashboard;
import io.prescale.dashboard.DashboardSettings;
import io.prescale.domain.fleet.ScalingMode;
import io.prescale.domain.forecast.ForecastedSequence.Unavailable;
import io.prescale.domain.policy.Guardrail;
import io.prescale.domain.policy.Reason;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.time.Slots;
import io.prescale.domain.time.TimeScale;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Serves the dashboard on made-up decisions, to look at it while working on it. */
public final class DemoDashboard {
  private static final String[] KINDS = {"web", "api", "checkout", "search", "worker", "batch"};

  private DemoDashboard() {}

  /**
   * Runs until the process is ended.
   *
   * @param arguments port, groups, days of history
   */
  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[0]);
    int groups = Integer.parseInt(arguments[1]);
    int days = Integer.parseInt(arguments[2]);
    long now = Slots.startOf(System.currentTimeMillis());
    try (TestLog log = TestLog.inMemory()) {
      log.putModelInForce(Instant.ofEpochMilli(now).minus(Duration.ofDays(3)));
      log.putCalendarInForce(Instant.ofEpochMilli(now).minus(Duration.ofDays(9)), calendar(now));
      List<GroupStory> stories = new ArrayList<>();
      for (int group = 0; group < groups; group++) {
        String name =
            String.format("%s-%03d", KINDS[group % KINDS.length], group / KINDS.length + 1);
        ScalingMode mode = group % 3 == 0 ? ScalingMode.OBSERVE : ScalingMode.ENFORCE;
        GroupStory story = new GroupStory(name, mode, group);
        if (group % KINDS.length == 0 || group % KINDS.length == 2) {
          story.withSale(
              now - Duration.ofHours(4).toMillis(), now - Duration.ofHours(1).toMillis());
        }
        boolean stale = group == 7;
        log.write(story, Instant.ofEpochMilli(stale ? now - 3_600_000 : now), days * 288);
        if (!stale) {
          stories.add(story);
        }
      }
      TimeScale scale = TimeScale.accelerated(Instant.now(), Instant.ofEpochMilli(now), 120);
      DashboardSettings settings =
          DashboardSettings.local(port)
              .withTimeScale(scale, 120)
              .withFlinkUrl(URI.create("http://localhost:8081"));
      try (Dashboard dashboard = Dashboard.start(log.address(), settings)) {
        System.out.println("Dashboard " + dashboard.address());
        for (int slot = 1; ; slot++) {
          TimeUnit.MILLISECONDS.sleep(2500);
          List<ScalingDecision> decisions = new ArrayList<>();
          for (GroupStory story : stories) {
            decisions.add(story.decide(now + slot * Slots.MILLIS));
          }
          fallBack(decisions.get(Math.min(4, decisions.size() - 1)));
          log.writer().write(decisions);
        }
      }
    }
  }

  private static void fallBack(ScalingDecision decision) {
    decision.forecast = null;
    decision.forecastUnavailable = Unavailable.SEQUENCE_INCOMPLETE;
    decision.forecastCpu = Double.NaN;
    decision.reason = Reason.OBSERVED_WITHIN_BOUNDS;
    decision.guardrails = new Guardrail[] {Guardrail.FORECAST_UNAVAILABLE};
  }

  private static String calendar(long now) {
    return "{\"events\":["
        + event("flash-sale", "Flash sale", "sale", now - 4 * 3_600_000L, 3, "")
        + ","
        + event("black-friday-2026", "Black Friday", "sale", now + 3 * 86_400_000L, 96, "")
        + ","
        + event(
            "newsletter",
            "Weekly newsletter",
            "campaign",
            now - 30 * 3_600_000L,
            4,
            "\"recurrence\":\"FREQ=WEEKLY\",")
        + ","
        + event("inventory", "Inventory freeze", "maintenance", now - 12 * 86_400_000L, 10, "")
        + "]}";
  }

  private static String event(
      String id, String name, String kind, long start, int hours, String more) {
    return String.format(
        "{\"id\":\"%s\",\"name\":\"%s\",\"kind\":\"%s\",\"start\":\"%s\",\"end\":\"%s\",%s"
            + "\"groups\":[\"web-*\",\"checkout-*\"],\"minCapacity\":6,\"freezeScaleIn\":true}",
        id,
        name,
        kind,
        Instant.ofEpochMilli(start),
        Instant.ofEpochMilli(start + hours * 3_600_000L),
        more);
  }
}
