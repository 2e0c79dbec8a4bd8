package io.prescale.cli.benchmark;

import io.prescale.domain.time.Slots;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.datagen.source.GeneratorFunction;

/**
 * Records as a metric stream would bring them: for each group and minute one record of five data
 * points, oldest minutes first. The indexes of each subtask, which come in one unbroken range,
 * cover the whole time for its share of the groups.
 */
final class SyntheticRecords implements GeneratorFunction<Long, byte[]> {
  /** Data points in a record. */
  static final int EVENTS = 5;

  private static final long serialVersionUID = 1L;

  private static final long START = Slots.startOf(1_790_000_000_000L);
  private static final long MINUTE = 60_000;

  private final int groupsPerSubtask;
  private final long recordsPerSubtask;
  private transient StringBuilder text;

  SyntheticRecords(int groupsPerSubtask, int minutes) {
    this.groupsPerSubtask = groupsPerSubtask;
    this.recordsPerSubtask = (long) groupsPerSubtask * minutes;
  }

  static String group(long number) {
    return "group-" + number;
  }

  static String targetGroup(long number) {
    return "targetgroup/group-" + number + "/0123456789abcdef";
  }

  @Override
  public byte[] map(Long index) {
    if (text == null) {
      text = new StringBuilder(2048);
    }
    long subtask = index / recordsPerSubtask;
    long within = index % recordsPerSubtask;
    long number = subtask * groupsPerSubtask + within % groupsPerSubtask;
    long minute = within / groupsPerSubtask;
    long timestamp = START + minute * MINUTE;
    double wave = Math.sin(minute * 0.01 + number);
    text.setLength(0);
    String group = "\"AutoScalingGroupName\":\"" + group(number) + "\"";
    point("AWS/EC2", "CPUUtilization", group, timestamp, 4, Math.round(200 + 80 * wave));
    point("AWS/EC2", "NetworkIn", group, timestamp, 4, Math.round(1e8 * (2 + wave)));
    point("AWS/AutoScaling", "GroupInServiceInstances", group, timestamp, 1, 4);
    point("AWS/AutoScaling", "GroupDesiredCapacity", group, timestamp, 1, 4);
    point(
        "AWS/ApplicationELB",
        "RequestCount",
        "\"TargetGroup\":\"" + targetGroup(number) + "\",\"LoadBalancer\":\"app/web/01\"",
        timestamp,
        500,
        Math.round(1000 * (2 + wave)));
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private void point(
      String namespace, String metric, String dimensions, long timestamp, int count, long sum) {
    text.append("{\"metric_stream_name\":\"benchmark\",\"account_id\":\"000000000000\",")
        .append("\"region\":\"us-east-1\",\"namespace\":\"")
        .append(namespace)
        .append("\",\"metric_name\":\"")
        .append(metric)
        .append("\",\"dimensions\":{")
        .append(dimensions)
        .append("},\"timestamp\":")
        .append(timestamp)
        .append(",\"value\":{\"max\":")
        .append(sum)
        .append(",\"min\":0,\"sum\":")
        .append(sum)
        .append(",\"count\":")
        .append(count)
        .append("},\"unit\":\"None\"}\n");
  }
}
