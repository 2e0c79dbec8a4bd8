package io.prescale.dashboard.testing;

import io.prescale.decisionlog.DatabaseAddress;
import io.prescale.decisionlog.DecisionLogSchema;
import io.prescale.decisionlog.DecisionLogWriter;
import io.prescale.decisionlog.ModelRecord;
import io.prescale.domain.fleet.ScalingMode;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.time.Slots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A decision log in a database of its own, and the means to fill it. */
public final class TestLog implements AutoCloseable {
  private static final String CALENDAR_SOURCE =
      "s3://a-bucket-with-a-long-name/prescale/configuration/production/business_calendar.json";

  private final DatabaseAddress address;
  private final DecisionLogWriter writer;

  private TestLog(DatabaseAddress address) throws SQLException {
    this.address = address;
    new DecisionLogSchema(address).migrate();
    this.writer = DecisionLogWriter.open(address);
  }

  /** In memory. */
  public static TestLog inMemory() throws SQLException {
    return in(emptyInMemory());
  }

  public static TestLog in(DatabaseAddress address) throws SQLException {
    return new TestLog(address);
  }

  /** A database without any table. */
  public static DatabaseAddress emptyInMemory() {
    return DatabaseAddress.of("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
  }

  public DatabaseAddress address() {
    return address;
  }

  public DecisionLogWriter writer() {
    return writer;
  }

  public void write(ScalingDecision... decisions) throws SQLException {
    writer.write(List.of(decisions));
  }

  /** A group with so many slots up to a time. */
  public GroupStory tell(String group, ScalingMode mode, Instant newest, int slots)
      throws SQLException {
    GroupStory story = new GroupStory(group, mode, group.hashCode());
    write(story, newest, slots);
    return story;
  }

  public void write(GroupStory story, Instant newest, int slots) throws SQLException {
    long end = Slots.startOf(newest.toEpochMilli());
    List<ScalingDecision> batch = new ArrayList<>();
    for (ScalingDecision decision : story.tell(end - (slots - 1) * Slots.MILLIS, slots)) {
      batch.add(decision);
      if (batch.size() == 1000) {
        writer.write(batch);
        batch.clear();
      }
    }
    writer.write(batch);
  }

  /** The model that comes with Prescale. */
  public void putModelInForce(Instant since) throws SQLException, IOException {
    Path bundle = Path.of(System.getProperty("prescale.root", ".."), "models", "default");
    writer.modelInForce(
        since.toEpochMilli(),
        new ModelRecord(
            GroupStory.MODEL,
            bundle.toString(),
            "0".repeat(64),
            Files.readString(bundle.resolve("model.json"))));
  }

  public void putCalendarInForce(Instant since, String json) throws SQLException {
    String version = Integer.toHexString(json.hashCode());
    writer.calendarInForce(since.toEpochMilli(), version, CALENDAR_SOURCE, json);
  }

  @Override
  public void close() throws SQLException {
    writer.close();
  }
}
