package io.prescale.domain.policy.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.domain.fleet.ScalingMode;
import io.prescale.domain.forecast.Expert;
import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.forecast.ForecastedSequence.Unavailable;
import io.prescale.domain.policy.Guardrail;
import io.prescale.domain.policy.PreviousCommand;
import io.prescale.domain.policy.Reason;
import io.prescale.domain.policy.ScalingAction;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.time.Slots;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.function.BiPredicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionJsonTest {
  /** Exact, and NaN is the same as NaN. */
  private static final BiPredicate<Double, Double> SAME_NUMBER =
      (left, right) -> Double.compare(left, right) == 0;

  private final DecisionJson json = new DecisionJson();

  @Test
  void writesAllFieldsInAFixedOrder() {
    ScalingDecision decision = decision();
    decision.observedNetworkIn = 1.5e9;
    decision.forecast =
        new Forecast(
            "model-1",
            Forecast.Quantity.DEMAND,
            new double[] {301.25, Double.NaN},
            new double[] {280},
            new double[] {0.1});
    decision.forecast.weights =
        new double[] {0.5, 0.25, 0, 0.125, 0.5, 0.5, 0, 0.125, 0, Double.NaN};
    decision.forecast.recentErrors = new double[] {2.5, Double.NaN};
    decision.guardrails = new Guardrail[] {Guardrail.MAX_SIZE, Guardrail.SCALE_OUT_STEP_LIMIT};
    decision.previousCommand =
        new PreviousCommand(
            PreviousCommand.Status.APPLIED,
            Instant.parse("2026-11-27T09:00:00Z").toEpochMilli(),
            4);
    decision.calendarEvents = new String[] {"black-friday", "caf\u00e9 \"x\""};

    assertThat(json.write(decision))
        .isEqualTo(
            """
            {"id":"web@2026-11-27T10:05:00Z","group":"web","slotEnd":"2026-11-27T10:05:00Z",\
            "mode":"ENFORCE","action":"SCALE_OUT","currentCapacity":4,"recommendedCapacity":6,\
            "desiredCapacity":5,"reason":"FORECAST_HIGH",\
            "explanation":"The forecast load is too high for the current capacity.",\
            "guardrails":["MAX_SIZE","SCALE_OUT_STEP_LIMIT"],\
            "observed":{"cpuUtilization":61.5,"networkIn":1.5E9,"requestCount":null,\
            "inServiceInstances":4.0},\
            "forecast":{"modelId":"model-1","quantity":"DEMAND","expected":[301.25,null],\
            "lower":[280.0],"upper":[0.1],\
            "weights":{"network":[0.5,0.25],"persistence":[0.0,0.125],\
            "autoregression":[0.5,0.5],"seasonal_autoregression":[0.0,0.125],\
            "seasonal":[0.0,null]},\
            "recentErrors":[2.5,null],"recentPersistenceErrors":null},\
            "forecastUnavailable":"AVAILABLE",\
            "forecastCpu":null,"recentForecastError":null,"recentPersistenceError":null,\
            "previousCommand":{"status":"APPLIED","slotEnd":"2026-11-27T09:00:00Z",\
            "desiredCapacity":4},"calendarEvents":["black-friday","caf\u00e9 \\"x\\""],\
            "validUntil":"2026-11-27T10:20:00Z"}""");
  }

  @Property(tries = 300)
  void readsBackWhatItWrote(@ForAll long seed) throws Exception {
    ScalingDecision decision = random(new Random(seed));

    ScalingDecision read = json.read(json.write(decision));

    assertThat(read)
        .usingRecursiveComparison()
        .withEqualsForType(SAME_NUMBER, Double.class)
        .isEqualTo(decision);
    assertThat(json.write(read)).isEqualTo(json.write(decision));
  }

  @Test
  void readsRecordsFromBeforeForecastsWereMixed() throws Exception {
    ScalingDecision decision = decision();
    decision.forecast =
        new Forecast("m", Forecast.Quantity.DEMAND, new double[12], new double[12], new double[12]);
    String line =
        json.write(decision)
            .replace(
                ",\"weights\":null,\"recentErrors\":null,\"recentPersistenceErrors\":null", "");
    assertThat(line).doesNotContain("weights", "recentErrors");

    assertThat(json.read(line).forecast).usingRecursiveComparison().isEqualTo(decision.forecast);
  }

  @Test
  void anExpertThatARecordDoesNotKnowHadNoShare() throws Exception {
    ScalingDecision decision = decision();
    decision.forecast =
        new Forecast("m", Forecast.Quantity.DEMAND, new double[12], new double[12], new double[12]);
    decision.forecast.weights = new double[Expert.COUNT * Slots.HORIZONS];
    Arrays.fill(decision.forecast.weights, 0.2);
    String line = json.write(decision).replace("\"seasonal\":", "\"unknown\":");

    double[] weights = json.read(line).forecast.weights;

    int seasonal = Expert.SEASONAL.ordinal() * Slots.HORIZONS;
    assertThat(Arrays.copyOf(weights, seasonal)).containsOnly(0.2);
    assertThat(Arrays.copyOfRange(weights, seasonal, weights.length)).hasSize(12).containsOnly(0);
  }

  @Test
  void namesWeightsThatAreNotOneForEachHorizon() {
    ScalingDecision decision = decision();
    decision.forecast =
        new Forecast("m", Forecast.Quantity.DEMAND, new double[12], new double[12], new double[12]);
    decision.forecast.weights = new double[Expert.COUNT];

    assertThatThrownBy(() -> json.read(json.write(decision)))
        .isInstanceOf(DecisionFormatException.class)
        .hasMessageContaining("forecast.weights.network")
        .hasMessageContaining("12");
  }

  @Test
  void ignoresFieldsOfLaterVersions() throws Exception {
    String line = json.write(decision()).replaceFirst("\\{", "{\"colour\":\"blue\",");

    assertThat(json.read(line))
        .usingRecursiveComparison()
        .withEqualsForType(SAME_NUMBER, Double.class)
        .isEqualTo(decision());
  }

  @ParameterizedTest
  @CsvSource({
    "'\"slotEnd\":\"2026-11-27T10:05:00Z\"', '\"slotEnd\":\"noon\"', slotEnd",
    "'\"slotEnd\":\"2026-11-27T10:05:00Z\"', '\"slotEnd\":7', slotEnd",
    "'\"currentCapacity\":4', '\"currentCapacity\":4.5', currentCapacity",
    "'\"currentCapacity\":4', '\"currentCapacity\":null', currentCapacity",
    "'\"currentCapacity\":4,', '', currentCapacity",
    "'\"action\":\"SCALE_OUT\"', '\"action\":\"EXPLODE\"', SCALE_IN",
    "'\"guardrails\":[]', '\"guardrails\":[7]', guardrails",
    "'\"guardrails\":[]', '\"guardrails\":{}', guardrails",
    "'\"cpuUtilization\":61.5', '\"cpuUtilization\":\"hot\"', observed.cpuUtilization",
    "'\"status\":\"NONE\"', '\"status\":\"IN_FLIGHT\"', previousCommand.slotEnd",
    "'\"forecast\":null', '\"forecast\":[]', forecast",
  })
  void namesTheFieldThatCannotBeRead(String part, String broken, String named) {
    String line = json.write(decision());
    assertThat(line).contains(part);

    assertThatThrownBy(() -> json.read(line.replace(part, broken)))
        .isInstanceOf(DecisionFormatException.class)
        .hasMessageContaining(named);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "7", "{", "{}", "\u0000", "{\"id\":\"secret"})
  void refusesWhatIsNoDecisionWithoutQuotingIt(String text) {
    assertThatThrownBy(() -> json.read(text))
        .isInstanceOf(DecisionFormatException.class)
        .message()
        .doesNotContain("secret");
  }

  private static ScalingDecision decision() {
    ScalingDecision decision = new ScalingDecision();
    decision.id = "web@2026-11-27T10:05:00Z";
    decision.group = "web";
    decision.slotEnd = Instant.parse("2026-11-27T10:05:00Z").toEpochMilli();
    decision.validUntil = Instant.parse("2026-11-27T10:20:00Z").toEpochMilli();
    decision.mode = ScalingMode.ENFORCE;
    decision.action = ScalingAction.SCALE_OUT;
    decision.reason = Reason.FORECAST_HIGH;
    decision.forecastUnavailable = Unavailable.AVAILABLE;
    decision.currentCapacity = 4;
    decision.recommendedCapacity = 6;
    decision.desiredCapacity = 5;
    decision.observedCpu = 61.5;
    decision.observedInServiceInstances = 4;
    return decision;
  }

  private static ScalingDecision random(Random random) {
    ScalingDecision decision = decision();
    decision.group = "g\u2603\n\"" + random.nextInt();
    decision.slotEnd = random.nextInt() * 300_000L;
    decision.observedCpu = number(random);
    decision.observedNetworkIn = number(random);
    decision.forecastCpu = number(random);
    decision.recentForecastError = number(random);
    decision.reason = Reason.values()[random.nextInt(Reason.values().length)];
    decision.guardrails =
        random
            .ints(random.nextInt(4), 0, Guardrail.values().length)
            .mapToObj(index -> Guardrail.values()[index])
            .toArray(Guardrail[]::new);
    if (random.nextBoolean()) {
      double[] values = random.doubles(12, 0, 1e6).toArray();
      values[3] = number(random);
      decision.forecast =
          new Forecast("m", Forecast.Quantity.DEMAND, values, values.clone(), values.clone());
      if (random.nextBoolean()) {
        decision.forecast.weights =
            random.doubles((long) Expert.COUNT * Slots.HORIZONS, 0, 1).toArray();
        decision.forecast.recentErrors = values.clone();
        decision.forecast.recentPersistenceErrors = values.clone();
      }
    }
    if (random.nextBoolean()) {
      decision.previousCommand =
          new PreviousCommand(PreviousCommand.Status.NOT_OBSERVED, 300_000L, random.nextInt());
    }
    return decision;
  }

  private static double number(Random random) {
    double value = Double.longBitsToDouble(random.nextLong());
    return Double.isInfinite(value) ? Double.NaN : value;
  }
}
