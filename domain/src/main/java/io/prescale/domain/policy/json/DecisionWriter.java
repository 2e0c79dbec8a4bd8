package io.prescale.domain.policy.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.prescale.domain.forecast.Expert;
import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.policy.Guardrail;
import io.prescale.domain.policy.PreviousCommand;
import io.prescale.domain.policy.ScalingDecision;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;

/** Writes decisions; the order of the calls is the order of the keys. */
final class DecisionWriter {
  private final JsonFactory factory;

  DecisionWriter(JsonFactory factory) {
    this.factory = factory;
  }

  String write(ScalingDecision decision) {
    StringWriter text = new StringWriter(1024);
    try (JsonGenerator json = factory.createGenerator(text)) {
      json.writeStartObject();
      writeVerdict(json, decision);
      writeObserved(json, decision);
      writeForecast(json, decision);
      writePreviousCommand(json, decision.previousCommand);
      writeStrings(json, "calendarEvents", decision.calendarEvents);
      json.writeStringField("validUntil", time(decision.validUntil));
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return text.toString();
  }

  private static void writeVerdict(JsonGenerator json, ScalingDecision decision)
      throws IOException {
    json.writeStringField("id", decision.id);
    json.writeStringField("group", decision.group);
    json.writeStringField("slotEnd", time(decision.slotEnd));
    json.writeStringField("mode", name(decision.mode));
    json.writeStringField("action", name(decision.action));
    json.writeNumberField("currentCapacity", decision.currentCapacity);
    json.writeNumberField("recommendedCapacity", decision.recommendedCapacity);
    json.writeNumberField("desiredCapacity", decision.desiredCapacity);
    json.writeStringField("reason", name(decision.reason));
    json.writeStringField(
        "explanation", decision.reason == null ? null : decision.reason.explanation());
    json.writeArrayFieldStart("guardrails");
    for (Guardrail guardrail : decision.guardrails) {
      json.writeString(guardrail.name());
    }
    json.writeEndArray();
  }

  private static void writeObserved(JsonGenerator json, ScalingDecision decision)
      throws IOException {
    json.writeObjectFieldStart("observed");
    writeNumber(json, "cpuUtilization", decision.observedCpu);
    writeNumber(json, "networkIn", decision.observedNetworkIn);
    writeNumber(json, "requestCount", decision.observedRequestCount);
    writeNumber(json, "inServiceInstances", decision.observedInServiceInstances);
    json.writeEndObject();
  }

  private static void writeForecast(JsonGenerator json, ScalingDecision decision)
      throws IOException {
    Forecast forecast = decision.forecast;
    if (forecast == null) {
      json.writeNullField("forecast");
    } else {
      json.writeObjectFieldStart("forecast");
      json.writeStringField("modelId", forecast.modelId);
      json.writeStringField("quantity", name(forecast.quantity));
      writeNumbers(json, "expected", forecast.expected);
      writeNumbers(json, "lower", forecast.lower);
      writeNumbers(json, "upper", forecast.upper);
      writeWeights(json, forecast.weights);
      writeNumbers(json, "recentErrors", forecast.recentErrors);
      writeNumbers(json, "recentPersistenceErrors", forecast.recentPersistenceErrors);
      json.writeEndObject();
    }
    json.writeStringField("forecastUnavailable", name(decision.forecastUnavailable));
    writeNumber(json, "forecastCpu", decision.forecastCpu);
    writeNumber(json, "recentForecastError", decision.recentForecastError);
    writeNumber(json, "recentPersistenceError", decision.recentPersistenceError);
  }

  /** The share of each expert by its name. */
  private static void writeWeights(JsonGenerator json, double[] weights) throws IOException {
    if (weights == null) {
      json.writeNullField("weights");
      return;
    }
    int horizons = weights.length / Expert.COUNT;
    json.writeObjectFieldStart("weights");
    for (Expert expert : Expert.values()) {
      int from = expert.ordinal() * horizons;
      writeNumbers(json, expert.label(), Arrays.copyOfRange(weights, from, from + horizons));
    }
    json.writeEndObject();
  }

  private static void writePreviousCommand(JsonGenerator json, PreviousCommand command)
      throws IOException {
    boolean none = command.status == PreviousCommand.Status.NONE;
    json.writeObjectFieldStart("previousCommand");
    json.writeStringField("status", name(command.status));
    json.writeStringField("slotEnd", none ? null : time(command.slotEnd));
    if (none) {
      json.writeNullField("desiredCapacity");
    } else {
      json.writeNumberField("desiredCapacity", command.desiredCapacity);
    }
    json.writeEndObject();
  }

  private static void writeStrings(JsonGenerator json, String field, String[] values)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }

  private static void writeNumber(JsonGenerator json, String field, double value)
      throws IOException {
    json.writeFieldName(field);
    writeNumber(json, value);
  }

  private static void writeNumbers(JsonGenerator json, String field, double[] values)
      throws IOException {
    if (values == null) {
      json.writeNullField(field);
      return;
    }
    json.writeArrayFieldStart(field);
    for (double value : values) {
      writeNumber(json, value);
    }
    json.writeEndArray();
  }

  /** JSON knows neither NaN nor infinity. */
  private static void writeNumber(JsonGenerator json, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeNull();
    }
  }

  private static String time(long epochMillis) {
    return Instant.ofEpochMilli(epochMillis).toString();
  }

  private static String name(Enum<?> value) {
    return value == null ? null : value.name();
  }
}
