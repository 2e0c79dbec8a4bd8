package io.prescale.dashboard.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.sse.SseClient;
import io.prescale.dashboard.log.LogUnavailableException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells every open page when the log has changed. The log is asked once a second however many pages
 * are open, and not at all while none is.
 */
public final class LiveUpdates implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveUpdates.class);

  private static final int MOST_PAGES = 200;
  private static final long INTERVAL_MILLIS = 1_000;

  /** Proxies end connections that are silent for a minute. */
  private static final int TICKS_BETWEEN_SIGNS_OF_LIFE = 15;

  private static final int SENDERS = 4;

  private final StatusReader statusReader;
  private final ObjectMapper mapper;
  private final Set<Page> pages = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService threads =
      Executors.newScheduledThreadPool(1 + SENDERS, LiveUpdates::daemon);
  private volatile Message last = new Message("", "");
  private int quietTicks;

  public LiveUpdates(StatusReader statusReader, ObjectMapper mapper) {
    this.statusReader = statusReader;
    this.mapper = mapper;
  }

  public void start() {
    threads.scheduleWithFixedDelay(
        this::tick, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Keeps a page up to date from now on; beyond the most that are served, ends its connection. */
  public void add(SseClient client) {
    if (pages.size() >= MOST_PAGES) {
      client.sendEvent("full", "{}");
      client.close();
      return;
    }
    client.keepAlive();
    Page page = new Page(client, new AtomicBoolean());
    client.onClose(() -> pages.remove(page));
    pages.add(page);
    send(page, current());
  }

  private void tick() {
    if (pages.isEmpty()) {
      return;
    }
    Message before = last;
    Message now = current();
    boolean changed = !now.sameAs(before);
    quietTicks = changed ? 0 : quietTicks + 1;
    if (changed) {
      pages.forEach(page -> send(page, now));
    } else if (quietTicks % TICKS_BETWEEN_SIGNS_OF_LIFE == 0) {
      pages.forEach(page -> send(page, new Message("alive", "{}")));
    }
  }

  private Message current() {
    Message message;
    try {
      message = new Message("log", mapper.writeValueAsString(statusReader.read()));
    } catch (LogUnavailableException e) {
      message = new Message("problem", text(Map.of("message", e.getMessage())));
    } catch (RuntimeException | JsonProcessingException e) {
      LOG.error("cannot tell the state of the log", e);
      message =
          new Message("problem", text(Map.of("message", "The dashboard failed: see its log.")));
    }
    last = message;
    return message;
  }

  private String text(Map<String, String> content) {
    try {
      return mapper.writeValueAsString(content);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("two texts are always JSON", e);
    }
  }

  /** A page that does not take its messages misses some; it must not hold up the others. */
  private void send(Page page, Message message) {
    if (page.busy().compareAndSet(false, true)) {
      threads.execute(
          () -> {
            try {
              page.client().sendEvent(message.event(), message.data());
            } finally {
              page.busy().set(false);
            }
            if (page.client().terminated()) {
              pages.remove(page);
            }
          });
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    pages.forEach(page -> page.client().close());
    pages.clear();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "prescale-dashboard-live");
    thread.setDaemon(true);
    return thread;
  }

  private record Page(SseClient client, AtomicBoolean busy) {}

  private record Message(String event, String data) {
    /** Whether a page that knows one need not be told the other: the clock alone is no news. */
    boolean sameAs(Message other) {
      return event.equals(other.event) && withoutClock(data).equals(withoutClock(other.data));
    }

    private static String withoutClock(String data) {
      return data.replaceFirst("\"databaseNow\":\\d+", "");
    }
  }
}
