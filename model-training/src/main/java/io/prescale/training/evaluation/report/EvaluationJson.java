package io.prescale.training.evaluation.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prescale.training.evaluation.ErrorMeasures;
import io.prescale.training.evaluation.EvaluationResult;
import io.prescale.training.evaluation.HorizonAggregate;
import io.prescale.training.evaluation.HorizonScore;
import io.prescale.training.evaluation.IntervalMeasures;
import io.prescale.training.evaluation.MethodScore;
import io.prescale.training.evaluation.Methods;
import io.prescale.training.evaluation.SeriesEvaluation;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * {@code evaluation.json}: numbers to seven digits, and {@code null} where a measure is not
 * defined.
 */
final class EvaluationJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final MathContext DIGITS = new MathContext(7);

  String write(EvaluationResult result) {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("generatedBy", result.generatedBy());
    root.put("testFraction", result.testFraction());
    ArrayNode models = root.putArray("models");
    for (EvaluationResult.ModelIdentity model : result.models()) {
      models
          .addObject()
          .put("name", model.name())
          .put("id", model.id())
          .put("folder", model.folder());
    }
    ArrayNode aggregates = root.putObject("aggregate").putArray("horizons");
    for (HorizonAggregate aggregate : result.aggregates()) {
      write(aggregate, aggregates.addObject());
    }
    ArrayNode series = root.putArray("series");
    for (SeriesEvaluation evaluation : result.series()) {
      write(evaluation, series.addObject());
    }
    ArrayNode leftOut = root.putArray("leftOut");
    result
        .leftOut()
        .forEach(left -> leftOut.addObject().put("name", left.name()).put("reason", left.reason()));
    ArrayNode warnings = root.putArray("warnings");
    result.warnings().forEach(warnings::add);
    try {
      return MAPPER.writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values could not be written", e);
    }
  }

  private static void write(HorizonAggregate aggregate, ObjectNode node) {
    node.put("minutes", aggregate.minutes());
    node.put("series", aggregate.series());
    node.put("targets", aggregate.targets());
    put(node, "shareWon", aggregate.shareWon());
    put(node, "medianMaeRatio", aggregate.medianMaeRatio());
    put(node, "medianRmseRatioToAr24", aggregate.medianRmseRatioToAr24());
    put(node, "medianR2", aggregate.medianR2());
    put(node, "coverage90", aggregate.coverage());
    put(node, "minCoverage90", aggregate.minCoverage());
    ObjectNode ratios = node.putObject("medianMaeRatios");
    aggregate.maeRatios().forEach((method, ratio) -> put(ratios, method, ratio));
    if (aggregate.events().series() > 0) {
      ObjectNode events = node.putObject("events");
      events.put("series", aggregate.events().series());
      events.put("targets", aggregate.events().targets());
      put(events, "medianMaeRatioOnEvents", aggregate.events().medianRatioOnEvents());
      put(events, "medianMaeRatioElsewhere", aggregate.events().medianRatioElsewhere());
    }
  }

  private static void write(SeriesEvaluation evaluation, ObjectNode node) {
    node.put("name", evaluation.name());
    node.put("quantity", evaluation.quantity());
    node.put("slots", evaluation.slots());
    node.put("testStart", evaluation.testStart().toString());
    node.put("measuredInTest", evaluation.measuredInTest());
    ArrayNode horizons = node.putArray("horizons");
    for (HorizonScore score : evaluation.horizons()) {
      write(score, horizons.addObject());
    }
  }

  private static void write(HorizonScore score, ObjectNode node) {
    node.put("minutes", score.minutes());
    node.put("targets", score.targets());
    write(score, Methods.MODEL, node.putObject(Methods.MODEL));
    for (String baseline : Methods.BASELINES) {
      write(score, baseline, node.putObject(baseline));
    }
    IntervalMeasures interval = score.method(Methods.MODEL).map(MethodScore::interval).orElse(null);
    put(node, "coverage90", interval == null ? Double.NaN : interval.coverage());
    put(node, "width90", interval == null ? Double.NaN : interval.width());
    put(node, "maeRatio", score.maeRatio(Methods.MODEL));
    ObjectNode models = node.putObject("models");
    for (MethodScore method : score.methods()) {
      if (!Methods.isReserved(method.method())) {
        write(score, method.method(), models.putObject(method.method()));
      }
    }
    writeEvents(score, node);
  }

  private static void write(HorizonScore score, String method, ObjectNode node) {
    ErrorMeasures errors = score.method(method).map(MethodScore::errors).orElse(ErrorMeasures.NONE);
    put(node, "mae", errors.mae());
    put(node, "rmse", errors.rmse());
    put(node, "r2", errors.r2());
    put(node, "accuracy", errors.accuracy());
    IntervalMeasures interval = score.method(method).map(MethodScore::interval).orElse(null);
    if (interval != null) {
      put(node, "coverage90", interval.coverage());
      put(node, "width90", interval.width());
    }
  }

  private static void writeEvents(HorizonScore score, ObjectNode node) {
    if (score.eventTargets() == 0) {
      return;
    }
    ObjectNode events = node.putObject("events");
    events.put("targets", score.eventTargets());
    for (MethodScore method : score.methods()) {
      if (method.events() != null) {
        ObjectNode errors = events.putObject(method.method());
        put(errors, "eventMae", method.events().onEvents());
        put(errors, "otherMae", method.events().elsewhere());
      }
    }
  }

  private static void put(ObjectNode node, String field, double value) {
    if (Double.isFinite(value)) {
      node.put(field, new BigDecimal(value).round(DIGITS).doubleValue());
    } else {
      node.putNull(field);
    }
  }
}
