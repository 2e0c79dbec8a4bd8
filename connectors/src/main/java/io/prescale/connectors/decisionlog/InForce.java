package io.prescale.connectors.decisionlog;

/** A calendar or a model is in force from some time on. A stream record (Flink POJO). */
public class InForce {
  /** What it is. */
  public enum Kind {
    CALENDAR,
    MODEL
  }

  public Kind kind;

  /** Epoch milliseconds. */
  public long since;

  /** Identifier of the model; empty for a calendar. */
  public String name;

  /** Where it was read; empty where no calendar is configured. */
  public String source;

  /** SHA-256 of {@link #json}. */
  public String version;

  /** The calendar, or {@code model.json}. */
  public String json;

  public InForce() {}

  private InForce(Kind kind, long since, String name, String source, String version, String json) {
    this.kind = kind;
    this.since = since;
    this.name = name;
    this.source = source;
    this.version = version;
    this.json = json;
  }

  public static InForce calendar(long since, String source, String version, String json) {
    return new InForce(Kind.CALENDAR, since, "", source, version, json);
  }

  public static InForce model(
      long since, String name, String bundlePath, String version, String manifest) {
    return new InForce(Kind.MODEL, since, name, bundlePath, version, manifest);
  }
}
