package io.prescale.connectors.polling;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Answers as its script says; the last answer stands for all later polls. */
final class ScriptedPoller implements Poller<String> {
  private static final Map<String, Script> SCRIPTS = new ConcurrentHashMap<>();

  /** What a test sets and looks at; shared by all pollers of one source, across restarts. */
  static final class Script {
    final String id = UUID.randomUUID().toString();
    final AtomicInteger polls = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    final List<String> openedWith = new CopyOnWriteArrayList<>();
    private final List<Object> answers;

    /** Each answer is a list of records, a supplier of one, or an exception. */
    Script(Object... answers) {
      this.answers = List.of(answers);
      SCRIPTS.put(id, this);
    }

    PollerFactory<String> pollers() {
      String key = id;
      return () -> new ScriptedPoller(SCRIPTS.get(key));
    }
  }

  private final Script script;

  private ScriptedPoller(Script script) {
    this.script = script;
  }

  @Override
  public void open(byte[] state) {
    script.openedWith.add(state == null ? "nothing" : new String(state, UTF_8));
  }

  @Override
  public PollResult<String> poll() throws Exception {
    int index = script.polls.getAndIncrement();
    Object answer = script.answers.get(Math.min(index, script.answers.size() - 1));
    if (answer instanceof Exception) {
      throw (Exception) answer;
    }
    Object given = answer instanceof Supplier<?> later ? later.get() : answer;
    List<String> records = ((List<?>) given).stream().map(String::valueOf).toList();
    return new PollResult<>(records, ("after poll " + (index + 1)).getBytes(UTF_8));
  }

  @Override
  public void close() {
    script.closed.incrementAndGet();
  }
}
