package io.prescale.domain.policy.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.prescale.domain.fleet.ScalingMode;
import io.prescale.domain.forecast.Expert;
import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.forecast.ForecastedSequence;
import io.prescale.domain.policy.Guardrail;
import io.prescale.domain.policy.PreviousCommand;
import io.prescale.domain.policy.Reason;
import io.prescale.domain.policy.ScalingAction;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.time.Slots;

/** Reads decisions. The explanation is not read: it follows from the reason. */
final class DecisionReader {
  private final ObjectMapper mapper;

  DecisionReader(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  ScalingDecision read(String json) throws DecisionFormatException {
    JsonFields fields = new JsonFields("", parse(json));
    ScalingDecision decision = new ScalingDecision();
    readVerdict(fields, decision);
    JsonFields observed = fields.object("observed");
    decision.observedCpu = observed.number("cpuUtilization");
    decision.observedNetworkIn = observed.number("networkIn");
    decision.observedRequestCount = observed.number("requestCount");
    decision.observedInServiceInstances = observed.number("inServiceInstances");
    decision.forecast = fields.isNull("forecast") ? null : readForecast(fields.object("forecast"));
    decision.forecastUnavailable =
        fields.constant("forecastUnavailable", ForecastedSequence.Unavailable.class);
    decision.forecastCpu = fields.number("forecastCpu");
    decision.recentForecastError = fields.number("recentForecastError");
    decision.recentPersistenceError = fields.number("recentPersistenceError");
    decision.previousCommand = readPreviousCommand(fields.object("previousCommand"));
    decision.calendarEvents = fields.texts("calendarEvents");
    decision.validUntil = fields.time("validUntil");
    return decision;
  }

  private JsonNode parse(String json) throws DecisionFormatException {
    try {
      return mapper.readTree(json);
    } catch (JsonProcessingException e) {
      // Jackson's own message quotes the text, which does not belong into a message.
      throw new DecisionFormatException(
          "a decision is not valid JSON at column " + e.getLocation().getColumnNr());
    }
  }

  private static void readVerdict(JsonFields fields, ScalingDecision decision)
      throws DecisionFormatException {
    decision.id = fields.text("id");
    decision.group = fields.text("group");
    decision.slotEnd = fields.time("slotEnd");
    decision.mode = fields.constant("mode", ScalingMode.class);
    decision.action = fields.constant("action", ScalingAction.class);
    decision.currentCapacity = fields.integer("currentCapacity");
    decision.recommendedCapacity = fields.integer("recommendedCapacity");
    decision.desiredCapacity = fields.integer("desiredCapacity");
    decision.reason = fields.constant("reason", Reason.class);
    decision.guardrails = fields.constants("guardrails", Guardrail.class);
  }

  private static Forecast readForecast(JsonFields fields) throws DecisionFormatException {
    Forecast forecast =
        new Forecast(
            fields.text("modelId"),
            fields.constant("quantity", Forecast.Quantity.class),
            fields.numbers("expected"),
            fields.numbers("lower"),
            fields.numbers("upper"));
    // Records of earlier versions have none of these.
    forecast.weights = fields.isNull("weights") ? null : readWeights(fields.object("weights"));
    forecast.recentErrors = fields.isNull("recentErrors") ? null : fields.numbers("recentErrors");
    forecast.recentPersistenceErrors =
        fields.isNull("recentPersistenceErrors") ? null : fields.numbers("recentPersistenceErrors");
    return forecast;
  }

  /** An expert that a record does not know had no share. */
  private static double[] readWeights(JsonFields fields) throws DecisionFormatException {
    double[] weights = new double[Expert.COUNT * Slots.HORIZONS];
    for (Expert expert : Expert.values()) {
      if (!fields.isNull(expert.label())) {
        double[] shares = fields.numbers(expert.label(), Slots.HORIZONS);
        System.arraycopy(shares, 0, weights, expert.ordinal() * Slots.HORIZONS, Slots.HORIZONS);
      }
    }
    return weights;
  }

  private static PreviousCommand readPreviousCommand(JsonFields fields)
      throws DecisionFormatException {
    PreviousCommand.Status status = fields.constant("status", PreviousCommand.Status.class);
    if (status == PreviousCommand.Status.NONE) {
      return new PreviousCommand();
    }
    return new PreviousCommand(status, fields.time("slotEnd"), fields.integer("desiredCapacity"));
  }
}
