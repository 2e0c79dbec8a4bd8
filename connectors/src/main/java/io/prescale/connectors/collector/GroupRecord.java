package io.prescale.connectors.collector;

/** Data points of one auto scaling group, ready for a stream. A stream record (Flink POJO). */
public class GroupRecord {
  /** Auto scaling group name: records of one group stay in order. */
  public String group;

  /** CloudWatch metric-stream JSON, one data point to a line, in order of time. */
  public byte[] data;

  public GroupRecord() {}

  public GroupRecord(String group, byte[] data) {
    this.group = group;
    this.data = data;
  }
}
