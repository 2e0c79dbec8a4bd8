package io.prescale.dashboard;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.staticfiles.Location;
import io.javalin.json.JavalinJackson;
import io.prescale.dashboard.access.AccessControl;
import io.prescale.dashboard.access.SecurityHeaders;
import io.prescale.dashboard.api.ApiRoutes;
import io.prescale.dashboard.api.ErrorAnswers;
import io.prescale.dashboard.files.OutsideFiles;
import io.prescale.dashboard.live.LiveUpdates;
import io.prescale.dashboard.live.StatusReader;
import io.prescale.dashboard.log.CalendarReader;
import io.prescale.dashboard.log.CalendarSource;
import io.prescale.dashboard.log.FleetReader;
import io.prescale.dashboard.log.GroupReader;
import io.prescale.dashboard.log.LogDatabase;
import io.prescale.dashboard.log.LogStateReader;
import io.prescale.dashboard.log.ModelReader;
import io.prescale.decisionlog.DatabaseAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * The dashboard's server: one page, its JSON interface, and live updates, on the decision log. It
 * only reads. A database that is down shows on the page, which recovers by itself.
 */
public final class Dashboard implements AutoCloseable {
  private static final String WEB = "/io/prescale/dashboard/web";

  /** The chart library, from its package. */
  private static final String CHARTS = "/META-INF/resources/webjars/uplot/1.6.30";

  private static final int LONGEST_FORM = 8 * 1024;

  private final DashboardSettings settings;
  private final LogDatabase database;
  private final LiveUpdates live;
  private final Javalin app;
  private final ExecutorService filesReader =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "prescale-dashboard-files");
            thread.setDaemon(true);
            return thread;
          });

  private Dashboard(DashboardSettings settings, LogDatabase database, Clock clock) {
    this.settings = settings;
    this.database = database;
    ObjectMapper mapper = new ObjectMapper();
    LogStateReader state = new LogStateReader(settings.timeScale(), clock);
    StatusReader status = new StatusReader(database, state, settings.flinkUrl(), settings.speed());
    OutsideFiles files = settings.files().remembered(clock, filesReader);
    CalendarSource calendar = new CalendarSource(files);
    this.live = new LiveUpdates(status, mapper);
    this.app = Javalin.create(config -> configure(config, mapper));
    AccessControl access = new AccessControl(settings.token(), settings.isLocalOnly());
    app.before(SecurityHeaders::add);
    app.before(access::check);
    app.before("/api/*", answer -> answer.header("Cache-Control", "no-store"));
    app.get("/login", Dashboard::loginPage);
    app.post("/login", access::logIn);
    app.sse("/api/live", live::add);
    new ApiRoutes(
            status,
            new FleetReader(database, state),
            new GroupReader(database, state, calendar),
            new CalendarReader(database, state, calendar, settings.timeScale(), clock),
            new ModelReader(database, files))
        .addTo(app);
    ErrorAnswers.addTo(app);
  }

  /**
   * Starts to serve.
   *
   * @throws DashboardException if it must not or cannot listen where it should
   */
  public static Dashboard start(DatabaseAddress address, DashboardSettings settings) {
    return start(address, settings, Clock.systemUTC());
  }

  static Dashboard start(DatabaseAddress address, DashboardSettings settings, Clock clock) {
    if (settings.token().isEmpty() && !settings.isLocalOnly()) {
      throw new DashboardException(
          "at "
              + settings.bind()
              + " others can reach the dashboard, so a token is required: write one to a file"
              + " (openssl rand -hex 24 > token; chmod 600 token) and name it with --token-file");
    }
    LogDatabase database = new LogDatabase(address);
    Dashboard dashboard = new Dashboard(settings, database, clock);
    try {
      dashboard.app.start(settings.bind(), settings.port());
    } catch (RuntimeException e) {
      dashboard.close();
      throw unableToListen(settings, e);
    }
    dashboard.live.start();
    return dashboard;
  }

  private static RuntimeException unableToListen(DashboardSettings settings, RuntimeException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return new DashboardException(
            "port "
                + settings.port()
                + " of "
                + settings.bind()
                + " cannot be used for the dashboard ("
                + cause.getMessage()
                + "); choose another one, or 0 for any that is free (--port of prescale dashboard,"
                + " --dashboard-port of prescale local)",
            e);
      }
    }
    return e;
  }

  private static void configure(JavalinConfig config, ObjectMapper mapper) {
    config.showJavalinBanner = false;
    config.useVirtualThreads = false;
    config.jsonMapper(new JavalinJackson(mapper, false));
    config.http.maxRequestSize = LONGEST_FORM;
    config.http.gzipOnlyCompression();
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    serve(config, "/", WEB, "no-cache");
    serve(config, "/charts", CHARTS, "max-age=86400");
  }

  private static void serve(JavalinConfig config, String path, String folder, String cacheControl) {
    config.staticFiles.add(
        files -> {
          files.hostedPath = path;
          files.directory = folder;
          files.location = Location.CLASSPATH;
          files.headers = Map.of("Cache-Control", cacheControl);
        });
  }

  private static void loginPage(Context answer) {
    try (var page = Dashboard.class.getResourceAsStream(WEB + "/login.html")) {
      answer.html(new String(page.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the login page", e);
    }
  }

  /** Where it listens. */
  public int port() {
    return app.port();
  }

  /** Its address for a browser on this machine. */
  public URI address() {
    boolean everywhere = settings.bind().equals("0.0.0.0") || settings.bind().equals("::");
    String host = everywhere ? "localhost" : settings.bind();
    return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port());
  }

  /** What it answers, such as {@code GET /api/fleet}. */
  List<String> routes() {
    return app.unsafeConfig().pvt.internalRouter.allHttpHandlers().stream()
        .map(handler -> handler.getEndpoint().getMethod() + " " + handler.getEndpoint().getPath())
        .filter(route -> !route.startsWith("BEFORE"))
        .collect(Collectors.toList());
  }

  @Override
  public void close() {
    live.close();
    app.stop();
    filesReader.shutdownNow();
    database.close();
  }
}
