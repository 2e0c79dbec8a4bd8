package io.prescale.decisionlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.decisionlog.testing.Decisions;
import io.prescale.domain.forecast.ForecastedSequence.Unavailable;
import io.prescale.domain.policy.Guardrail;
import io.prescale.domain.policy.Reason;
import io.prescale.domain.policy.ScalingAction;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.time.Slots;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the decision log does, in every database. */
abstract class DecisionLogContract {
  private static final Duration MONTH = Duration.ofDays(30);

  private static final List<String> TABLES =
      List.of(
          "scaling_group",
          "model",
          "model_swap",
          "calendar",
          "calendar_swap",
          "decision",
          "decision_forecast",
          "decision_hour",
          "group_latest",
          "calendar_effect",
          "calendar_effect_day");

  private DatabaseAddress database;

  /** Where the database is, the same for all tests. */
  abstract DatabaseAddress database();

  @BeforeEach
  void createSchema() {
    database = database();
    new DecisionLogSchema(database).migrate();
  }

  @AfterEach
  void empty() throws SQLException {
    for (String table : TABLES) {
      execute("DELETE FROM " + table);
    }
    execute("DELETE FROM \"prescale_schema_history\" WHERE \"version\" = '99'");
  }

  @Test
  void givesBackWhatWasWritten() throws SQLException {
    ScalingDecision hold = Decisions.hold("web", 0);
    hold.guardrails = new Guardrail[] {Guardrail.CALENDAR_FREEZE, Guardrail.MAX_SIZE};
    hold.calendarEvents = new String[] {"black-friday", "sale, with \"quotes\" {and} braces"};
    ScalingDecision out = Decisions.scaleOut("web", 1);
    ScalingDecision without = Decisions.hold("web", 2);
    without.forecast = null;
    without.forecastUnavailable = Unavailable.NO_MODEL;
    without.observedCpu = Double.NaN;

    write(hold, out, without);

    assertThat(read("web"))
        .usingRecursiveComparison()
        .withEqualsForType(DecisionLogContract::sameReal, Double.class)
        .ignoringFields("forecast.recentErrors", "forecast.recentPersistenceErrors")
        .isEqualTo(List.of(hold, out, without));
  }

  @Test
  void keepsOneRowOfADecisionThatComesTwice() throws SQLException {
    write(Decisions.hold("web", 0), Decisions.hold("web", 0));
    write(Decisions.hold("web", 0));

    assertThat(read("web")).hasSize(1);
    assertThat(texts("SELECT decisions FROM decision_hour")).containsExactly("1");
  }

  @Test
  void replacesADecisionByTheRevisedOne() throws SQLException {
    ScalingDecision first = Decisions.scaleOut("web", 3);
    first.guardrails = new Guardrail[] {Guardrail.CALENDAR_FLOOR};
    first.calendarEvents = new String[] {"sale"};
    write(Decisions.scaleOut("web", 1), first);
    ScalingDecision revised = Decisions.hold("web", 3);
    revised.forecast = null;
    revised.forecastUnavailable = Unavailable.MODEL_FAILED;

    write(revised);

    assertThat(read("web").get(1))
        .usingRecursiveComparison()
        .withEqualsForType(DecisionLogContract::sameReal, Double.class)
        .isEqualTo(revised);
    assertThat(texts("SELECT action FROM group_latest")).containsExactly("HOLD");
    assertThat(texts("SELECT scale_outs FROM decision_hour ORDER BY hour_start"))
        .containsExactly("1");
    assertThat(texts("SELECT COUNT(*) FROM calendar_effect")).containsExactly("0");
    assertThat(texts("SELECT COUNT(*) FROM calendar_effect_day")).containsExactly("0");
    assertThat(time("SELECT last_action_slot_end FROM group_latest"))
        .isEqualTo(Decisions.FIRST_SLOT_END + Slots.MILLIS);
  }

  @Test
  void anOldSlotDecidedAgainDoesNotReplaceTheDecisionThatCounted() throws SQLException {
    ScalingDecision again = Decisions.hold("web", 1);
    again.reason = Reason.SLOT_ALREADY_DECIDED;
    write(Decisions.scaleOut("web", 1));

    write(again);
    write(Decisions.scaleOut("web", 1), again);

    assertThat(read("web"))
        .singleElement()
        .extracting(decision -> decision.action)
        .isEqualTo(ScalingAction.SCALE_OUT);
    assertThat(texts("SELECT reason FROM group_latest")).containsExactly("FORECAST_HIGH");
  }

  @Test
  void theLatestDecisionOfAGroupIsTheOneOfTheNewestSlotWhateverComesLast() throws SQLException {
    write(Decisions.scaleOut("web", 5));
    write(Decisions.hold("web", 4), Decisions.hold("api", 2));

    assertThat(texts("SELECT group_name || ' ' || action FROM fleet ORDER BY group_name"))
        .containsExactly("api HOLD", "web SCALE_OUT");
    assertThat(texts("SELECT last_action_from || ' to ' || last_action_to FROM group_latest"))
        .contains("4 to 5");
  }

  @Test
  void sumsUpTheHoursOfAGroup() throws SQLException {
    List<ScalingDecision> decisions = new ArrayList<>();
    for (int slot = 1; slot <= 18; slot++) {
      decisions.add(Decisions.hold("web", slot));
    }

    write(decisions.toArray(new ScalingDecision[0]));

    assertThat(
            texts(
                "SELECT decisions || ' ' || CAST(ROUND(10 * cpu_average) AS INTEGER) || ' '"
                    + " || CAST(cpu_maximum AS INTEGER) || ' '"
                    + " || CAST(ROUND(10 * forecast_cpu_average) AS INTEGER)"
                    + " FROM decision_hour ORDER BY hour_start"))
        // Slots 1 to 12 hold 41 to 52 %, slots 13 to 18 53 to 58 %; the forecast is 1.5 more.
        .containsExactly("12 465 52 480", "6 555 58 570");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert('x')</script>",
        "'; DROP TABLE decision; --",
        "\uD83D\uDE80 emoji \uD83D\uDE80",
        "half \uD83D of a pair",
        "zero \u0000 character",
        "",
        "%_\\"
      })
  void holdsGroupsAndEventsOfAnyName(String name) throws SQLException {
    ScalingDecision decision = Decisions.hold(name, 0);
    decision.calendarEvents = new String[] {name};
    decision.guardrails = new Guardrail[] {Guardrail.CALENDAR_FREEZE};

    write(decision, Decisions.hold("web", 0));
    write(decision);

    String stored = name.replace('\u0000', '\uFFFD').replace("half \uD83D of", "half \uFFFD of");
    assertThat(read(name))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.group).isEqualTo(stored);
              assertThat(found.calendarEvents).containsExactly(stored);
            });
    assertThat(read("web")).hasSize(1);
  }

  @Test
  void keepsTwoGroupsApartWhoseLongNamesDifferAtTheEnd() throws SQLException {
    String long1 = "x".repeat(10_240) + "1";
    String long2 = "x".repeat(20_000) + "2";

    write(Decisions.hold(long1, 0), Decisions.scaleOut(long2, 0));

    assertThat(read(long1).get(0).group).isEqualTo(long1);
    assertThat(read(long2).get(0).action).isEqualTo(ScalingAction.SCALE_OUT);
  }

  @Test
  void writesAllOrNothing() throws SQLException {
    ScalingDecision broken = Decisions.hold("api", 0);
    broken.reason = null;

    assertThatThrownBy(() -> write(Decisions.hold("web", 0), broken))
        .isInstanceOf(SQLException.class);

    assertThat(read("web")).isEmpty();
  }

  @Test
  void goesOnAfterAFailedTransaction() throws SQLException {
    ScalingDecision broken = Decisions.hold("web", 0);
    broken.reason = null;
    try (DecisionLogWriter writer = DecisionLogWriter.open(database)) {
      assertThatThrownBy(() -> writer.write(List.of(broken))).isInstanceOf(SQLException.class);

      writer.write(List.of(Decisions.hold("web", 0)));
    }

    assertThat(read("web")).hasSize(1);
  }

  @Test
  void remembersWhichCalendarAndModelWereInForceWhen() throws SQLException {
    try (DecisionLogWriter writer = DecisionLogWriter.open(database)) {
      writer.calendarInForce(1_000, "a".repeat(64), "s3://b/c.json", "{\"events\": []}");
      writer.calendarInForce(2_000, "a".repeat(64), "s3://b/c.json", "{\"events\": []}");
      writer.calendarInForce(3_000, "b".repeat(64), "s3://b/c.json", "{}");
      writer.calendarInForce(4_000, "a".repeat(64), "s3://b/c.json", "{\"events\": []}");
      writer.modelInForce(1_000, new ModelRecord("m1", "/models/m1", "1", "{\"id\": \"m1\"}"));
      writer.modelInForce(2_000, new ModelRecord("m1", "/models/m1", "1", "{\"id\": \"m1\"}"));
      writer.modelInForce(3_000, new ModelRecord("m2", "/models/m2", "2", "{}"));
      writer.write(List.of(Decisions.hold("web", 0), Decisions.hold("web", 7)));
    }

    assertThat(texts("SELECT SUBSTRING(version, 1, 1) FROM calendar_swap ORDER BY since"))
        .containsExactly("a", "b", "a");
    assertThat(
            texts(
                "SELECT name || ' ' || manifest FROM model_swap s JOIN model m"
                    + " ON m.id = s.model_id ORDER BY since"))
        .containsExactly("m1 {\"id\": \"m1\"}", "m2 {}");
    assertThat(time("SELECT last_slot_end FROM model WHERE name = 'model-a'"))
        .isEqualTo(Decisions.FIRST_SLOT_END + 7 * Slots.MILLIS);
  }

  @Test
  void deletesWhatIsOlderThanTheRetentionSlotBySlot() throws SQLException {
    write(Decisions.hold("web", 0), Decisions.hold("api", 0), Decisions.hold("web", 2));
    long newest = Decisions.FIRST_SLOT_END + 4 * Slots.MILLIS;

    try (DecisionLogWriter writer = DecisionLogWriter.open(database)) {
      assertThat(writer.deleteOldest(newest, MONTH, MONTH)).isFalse();
      assertThat(writer.deleteOldest(newest, Duration.ofMinutes(10), MONTH)).isTrue();
      assertThat(writer.deleteOldest(newest, Duration.ofMinutes(10), MONTH)).isFalse();
    }

    assertThat(read("web"))
        .singleElement()
        .extracting(decision -> decision.slotEnd)
        .isEqualTo(Decisions.FIRST_SLOT_END + 2 * Slots.MILLIS);
    assertThat(read("api")).isEmpty();
    assertThat(texts("SELECT group_name FROM fleet ORDER BY group_name"))
        .as("a group without decisions is gone")
        .containsExactly("web");

    write(Decisions.hold("api", 3));
    assertThat(texts("SELECT group_name FROM fleet ORDER BY group_name"))
        .as("it may come back")
        .containsExactly("api", "web");
  }

  @Test
  void sumsUpEffectsOfTheCalendarByTheDay() throws SQLException {
    long midnight = 20_000 * Duration.ofDays(1).toMillis();
    write(heldByTheSale(midnight - Slots.MILLIS, 3), heldByTheSale(midnight, 7));
    write(heldByTheSale(midnight + Slots.MILLIS, 4), heldByTheSale(midnight + Slots.MILLIS, 5));

    assertThat(
            texts(
                "SELECT epoch_day || ' ' || decisions || ' ' || instances || ' ' || event_id"
                    + " FROM calendar_effect_day ORDER BY epoch_day"))
        .as("a slot that ends at midnight lies in the day before; a revised one counts once")
        .containsExactly("19999 2 7 sale", "20000 1 5 sale");

    try (DecisionLogWriter writer = DecisionLogWriter.open(database)) {
      writer.deleteOldest(midnight + 3 * Slots.MILLIS, Duration.ofMinutes(12), MONTH);
    }
    assertThat(texts("SELECT epoch_day FROM calendar_effect_day")).containsExactly("20000");
  }

  private static ScalingDecision heldByTheSale(long slotEnd, int instances) {
    ScalingDecision decision = Decisions.scaleOut("web", 1);
    decision.slotEnd = slotEnd;
    decision.desiredCapacity = decision.recommendedCapacity + instances;
    decision.guardrails = new Guardrail[] {Guardrail.CALENDAR_FLOOR};
    decision.calendarEvents = new String[] {"sale"};
    return decision;
  }

  @Test
  void migratesOnceAndLeavesTheRowsOfAnEarlierRun() throws SQLException {
    write(Decisions.hold("web", 0));

    new DecisionLogSchema(database).migrate();

    assertThat(read("web")).hasSize(1);
  }

  @Test
  void refusesASchemaOfANewerVersion() throws SQLException {
    execute(
        "INSERT INTO \"prescale_schema_history\" (\"installed_rank\", \"version\","
            + " \"description\", \"type\", \"script\", \"checksum\", \"installed_by\","
            + " \"execution_time\", \"success\")"
            + " VALUES (99, '99', 'from the future', 'SQL', 'V99__future.sql', 1, 'x', 1, TRUE)");

    assertThatThrownBy(() -> new DecisionLogSchema(database).migrate())
        .isInstanceOf(DecisionLogSchemaException.class)
        .hasMessageContaining("is of version 99")
        .hasMessageContaining("knows versions up to ")
        .hasMessageContaining("Update Prescale");
  }

  /** The log keeps about seven digits. */
  private static boolean sameReal(Double one, Double other) {
    return one.isNaN() ? other.isNaN() : Math.abs(one - other) <= 1e-6 * Math.abs(one);
  }

  private void write(ScalingDecision... decisions) throws SQLException {
    try (DecisionLogWriter writer = DecisionLogWriter.open(database)) {
      writer.write(List.of(decisions));
    }
  }

  private List<ScalingDecision> read(String group) throws SQLException {
    try (Connection connection = database.connect()) {
      return new DecisionLogReader(connection)
          .decisions(group, Decisions.FIRST_SLOT_END, Decisions.FIRST_SLOT_END + MONTH.toMillis());
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private List<String> texts(String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        texts.add(result.getString(1));
      }
    }
    return texts;
  }

  private long time(String sql) throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getObject(1, java.time.OffsetDateTime.class).toInstant().toEpochMilli();
    }
  }
}
