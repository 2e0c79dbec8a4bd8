package io.prescale.dashboard.api;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.prescale.dashboard.live.StatusReader;
import io.prescale.dashboard.log.CalendarReader;
import io.prescale.dashboard.log.DecisionRow;
import io.prescale.dashboard.log.FleetQuery;
import io.prescale.dashboard.log.FleetReader;
import io.prescale.dashboard.log.FleetSort;
import io.prescale.dashboard.log.GroupReader;
import io.prescale.dashboard.log.ModelReader;
import io.prescale.dashboard.log.SeriesRange;
import io.prescale.dashboard.log.Warning;
import io.prescale.domain.fleet.ScalingMode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The JSON interface, as {@code openapi.json} describes it. */
public final class ApiRoutes {
  private static final int LONGEST_SEARCH = 256;
  private static final int MOST_ROWS = 200;
  private static final int MOST_PAGES = 1_000_000;
  private static final String ANY_WARNING = "any";

  private final StatusReader status;
  private final FleetReader fleet;
  private final GroupReader groups;
  private final CalendarReader calendar;
  private final ModelReader models;

  public ApiRoutes(
      StatusReader status,
      FleetReader fleet,
      GroupReader groups,
      CalendarReader calendar,
      ModelReader models) {
    this.status = status;
    this.fleet = fleet;
    this.groups = groups;
    this.calendar = calendar;
    this.models = models;
  }

  public void addTo(Javalin app) {
    app.get("/api/status", this::status);
    app.get("/api/vocabulary", ApiRoutes::vocabulary);
    app.get("/api/fleet", this::fleet);
    app.get("/api/groups/{id}", this::group);
    app.get("/api/groups/{id}/decisions", this::decisions);
    app.get("/api/calendar", this::calendar);
    app.get("/api/model", this::model);
  }

  private void status(Context request) {
    RequestParameters.of(request);
    request.json(status.read());
  }

  private static void vocabulary(Context request) {
    RequestParameters.of(request);
    request.json(Vocabulary.complete());
  }

  private void fleet(Context request) {
    RequestParameters parameters =
        RequestParameters.of(
            request, "search", "mode", "warning", "sort", "descending", "page", "size");
    boolean anyWarning = ANY_WARNING.equals(request.queryParam("warning"));
    Optional<Warning> warning =
        anyWarning
            ? Optional.empty()
            : parameters.choice("warning", Warning.values(), Warning::label);
    request.json(
        fleet.read(
            new FleetQuery(
                parameters.text("search", LONGEST_SEARCH).strip(),
                parameters.choice("mode", ScalingMode.values(), ApiRoutes::label),
                warning,
                anyWarning,
                parameters
                    .choice("sort", FleetSort.values(), FleetSort::label)
                    .orElse(FleetSort.NAME),
                parameters.flag("descending"),
                parameters.integer("page", 0, 0, MOST_PAGES),
                parameters.integer("size", 25, 1, MOST_ROWS))));
  }

  private void group(Context request) {
    RequestParameters parameters = RequestParameters.of(request, "range");
    int id = parameters.pathInteger("id");
    SeriesRange range =
        parameters
            .choice("range", SeriesRange.values(), SeriesRange::label)
            .orElse(SeriesRange.TWELVE_HOURS);
    request.json(groups.read(id, range).orElseThrow(() -> new NotFound("group " + id)));
  }

  private void decisions(Context request) {
    RequestParameters parameters = RequestParameters.of(request, "before", "actions-only", "limit");
    List<DecisionRow> rows =
        groups.decisions(
            parameters.pathInteger("id"),
            parameters.time("before").map(Instant::ofEpochMilli),
            parameters.flag("actions-only"),
            parameters.integer("limit", 25, 1, MOST_ROWS));
    request.json(new Decisions(rows));
  }

  private void calendar(Context request) {
    RequestParameters.of(request);
    request.json(calendar.read());
  }

  private void model(Context request) {
    RequestParameters.of(request);
    request.json(models.read());
  }

  private static String label(ScalingMode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }

  /** The newest first. */
  record Decisions(List<DecisionRow> decisions) {}
}
