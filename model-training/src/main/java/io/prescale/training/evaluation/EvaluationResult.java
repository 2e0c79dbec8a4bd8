package io.prescale.training.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * All that an evaluation found.
 *
 * @param generatedBy version of the program
 * @param testFraction share of each series that was measured on
 * @param models the model, then the compared ones
 * @param series measured series, in the order of their names
 * @param leftOut series that could not be measured
 * @param warnings what a reader should know before believing the numbers
 */
public record EvaluationResult(
    String generatedBy,
    double testFraction,
    List<ModelIdentity> models,
    List<SeriesEvaluation> series,
    List<LeftOutSeries> leftOut,
    List<String> warnings) {
  /**
   * A model that was measured.
   *
   * @param name {@link Methods#MODEL}, or the name that it was given
   * @param id identifier of the bundle
   * @param folder where it lies
   */
  public record ModelIdentity(String name, String id, String folder) {}

  public EvaluationResult {
    models = List.copyOf(models);
    series = List.copyOf(series);
    leftOut = List.copyOf(leftOut);
    warnings = List.copyOf(warnings);
  }

  /** The aggregates at every reported horizon. */
  public List<HorizonAggregate> aggregates() {
    List<HorizonAggregate> aggregates = new ArrayList<>();
    for (int position = 0; position < ReportedHorizons.COUNT; position++) {
      aggregates.add(HorizonAggregate.of(position, series));
    }
    return aggregates;
  }

  /** Names of all methods: the models, then the baselines. */
  public List<String> methods() {
    List<String> methods = new ArrayList<>();
    models.forEach(model -> methods.add(model.name()));
    methods.addAll(Methods.BASELINES);
    return methods;
  }
}
