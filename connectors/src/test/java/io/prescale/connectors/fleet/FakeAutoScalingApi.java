package io.prescale.connectors.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** The two actions of the Auto Scaling API that are used, in its Query protocol, with faults. */
public final class FakeAutoScalingApi implements AutoCloseable {
  /** A group; changed by tests and by SetDesiredCapacity. */
  public static final class Group {
    final String name;
    public final Map<String, String> tags = new ConcurrentSkipListMap<>();
    public final List<String> targetGroupArns = new CopyOnWriteArrayList<>();
    public final List<String> suspended = new CopyOnWriteArrayList<>();
    public final List<String> lifecycleStates = new CopyOnWriteArrayList<>();
    public volatile int min = 1;
    public volatile int max = 20;
    public volatile int desired;
    public volatile String status;

    Group(String name, int desired) {
      this.name = name;
      this.desired = desired;
    }
  }

  /** Answers instead of the API. */
  @FunctionalInterface
  public interface Fault {
    Answer answer(String action) throws InterruptedException;
  }

  /** An HTTP answer. */
  public record Answer(int status, String body) {
    /** An error as the API words it. */
    public static Answer error(int status, String code, String message) {
      return new Answer(
          status,
          "<ErrorResponse xmlns=\"http://autoscaling.amazonaws.com/doc/2011-01-01/\"><Error>"
              + "<Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error>"
                  .formatted(code, message)
              + "<RequestId>1</RequestId></ErrorResponse>");
    }
  }

  public final Map<String, Group> groups = new ConcurrentSkipListMap<>();
  public final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
  public final Map<String, Fault> faultsOfGroup = new ConcurrentHashMap<>();

  /** SetDesiredCapacity calls that were carried out: group=capacity. */
  public final List<String> calls = new CopyOnWriteArrayList<>();

  public final AtomicInteger requests = new AtomicInteger();
  public final AtomicInteger mostAtOnceOfOneGroup = new AtomicInteger();
  public final AtomicInteger mostAtOnce = new AtomicInteger();

  private final Map<String, AtomicInteger> atOnce = new ConcurrentHashMap<>();
  private final AtomicInteger atOnceOfAll = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  public FakeAutoScalingApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public AutoScalingConnection connection() {
    return AutoScalingConnection.toEmulator(endpoint(), "us-east-1");
  }

  /** Adds a group in the mode. */
  public Group add(String name, String mode, int desired) {
    Group group = new Group(name, desired);
    if (mode != null) {
      group.tags.put(TagReader.MODE_TAG, mode);
    }
    groups.put(name, group);
    return group;
  }

  /** A fault that holds an answer back until the server is closed. */
  public Fault hang() {
    return action -> {
      closed.await();
      return new Answer(500, "");
    };
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    Map<String, String> form = parse(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    requests.incrementAndGet();
    String group =
        form.getOrDefault(
            "AutoScalingGroupName", form.getOrDefault("AutoScalingGroupNames.member.1", "*"));
    AtomicInteger running = atOnce.computeIfAbsent(group, name -> new AtomicInteger());
    mostAtOnceOfOneGroup.accumulateAndGet(running.incrementAndGet(), Math::max);
    mostAtOnce.accumulateAndGet(atOnceOfAll.incrementAndGet(), Math::max);
    Answer answer;
    try {
      answer = answer(form, group);
    } catch (InterruptedException stopped) {
      answer = new Answer(500, "");
    }
    atOnceOfAll.decrementAndGet();
    running.decrementAndGet();
    byte[] body = answer.body().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/xml");
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private Answer answer(Map<String, String> form, String group) throws InterruptedException {
    String action = form.get("Action");
    Fault fault = faultsOfGroup.containsKey(group) ? faultsOfGroup.get(group) : faults.poll();
    Answer faulty = fault == null ? null : fault.answer(action);
    if (faulty != null) {
      return faulty;
    }
    return switch (action) {
      case "DescribeAutoScalingGroups" -> describe(form);
      case "SetDesiredCapacity" -> setDesiredCapacity(form);
      default -> Answer.error(400, "InvalidAction", action);
    };
  }

  private Answer describe(Map<String, String> form) {
    String name = form.get("AutoScalingGroupNames.member.1");
    boolean filtered = "tag-key".equals(form.get("Filters.member.1.Name"));
    String tag = form.get("Filters.member.1.Values.member.1");
    List<Group> found =
        groups.values().stream()
            .filter(group -> name == null || group.name.equals(name))
            .filter(group -> !filtered || group.tags.containsKey(tag))
            .toList();
    int from = Integer.parseInt(form.getOrDefault("NextToken", "0"));
    int size = Integer.parseInt(form.getOrDefault("MaxRecords", "50"));
    int to = Math.min(found.size(), from + size);
    String next = to < found.size() ? "<NextToken>" + to + "</NextToken>" : "";
    String members =
        found.subList(from, to).stream().map(this::member).collect(Collectors.joining());
    return new Answer(
        200,
        "<DescribeAutoScalingGroupsResponse"
            + " xmlns=\"http://autoscaling.amazonaws.com/doc/2011-01-01/\">"
            + "<DescribeAutoScalingGroupsResult><AutoScalingGroups>"
            + members
            + "</AutoScalingGroups>"
            + next
            + "</DescribeAutoScalingGroupsResult></DescribeAutoScalingGroupsResponse>");
  }

  private String member(Group group) {
    StringBuilder xml = new StringBuilder("<member>");
    xml.append("<AutoScalingGroupName>%s</AutoScalingGroupName>".formatted(group.name));
    xml.append("<MinSize>%d</MinSize><MaxSize>%d</MaxSize>".formatted(group.min, group.max));
    xml.append("<DesiredCapacity>%d</DesiredCapacity>".formatted(group.desired));
    if (group.status != null) {
      xml.append("<Status>%s</Status>".formatted(group.status));
    }
    xml.append(list("TargetGroupARNs", group.targetGroupArns));
    List<String> tags = new ArrayList<>();
    group.tags.forEach(
        (key, value) -> tags.add("<Key>%s</Key><Value>%s</Value>".formatted(key, value)));
    xml.append(list("Tags", tags));
    xml.append(
        list(
            "SuspendedProcesses",
            group.suspended.stream()
                .map(process -> "<ProcessName>%s</ProcessName>".formatted(process))
                .toList()));
    xml.append(
        list(
            "Instances",
            group.lifecycleStates.stream()
                .map(state -> "<LifecycleState>%s</LifecycleState>".formatted(state))
                .toList()));
    return xml.append("</member>").toString();
  }

  private static String list(String name, List<String> members) {
    return "<%s>%s</%s>"
        .formatted(
            name,
            members.stream()
                .map(member -> "<member>" + member + "</member>")
                .collect(Collectors.joining()),
            name);
  }

  private Answer setDesiredCapacity(Map<String, String> form) {
    Group group = groups.get(form.get("AutoScalingGroupName"));
    int capacity = Integer.parseInt(form.get("DesiredCapacity"));
    if (group == null) {
      return Answer.error(400, "ValidationError", "AutoScalingGroup name not found");
    }
    if (capacity > group.max || capacity < group.min) {
      return Answer.error(400, "ValidationError", "New SetDesiredCapacity value is out of range");
    }
    calls.add(group.name + "=" + capacity);
    group.desired = capacity;
    return new Answer(
        200,
        "<SetDesiredCapacityResponse xmlns=\"http://autoscaling.amazonaws.com/doc/2011-01-01/\">"
            + "<ResponseMetadata><RequestId>1</RequestId></ResponseMetadata>"
            + "</SetDesiredCapacityResponse>");
  }

  private static Map<String, String> parse(String form) {
    Map<String, String> fields = new TreeMap<>();
    for (String field : form.split("&")) {
      int equals = field.indexOf('=');
      fields.put(
          URLDecoder.decode(field.substring(0, equals), UTF_8),
          URLDecoder.decode(field.substring(equals + 1), UTF_8));
    }
    return fields;
  }

  /** Reads the mode tag and nothing else. */
  public static TagReader modeOnly() {
    return (tags, group) -> {
      try {
        group.mode =
            io.prescale.domain.fleet.ScalingMode.valueOf(
                tags.get(TagReader.MODE_TAG).toUpperCase(java.util.Locale.ROOT));
      } catch (IllegalArgumentException unknown) {
        group.tagErrors = new String[] {"no such mode"};
      }
    };
  }
}
