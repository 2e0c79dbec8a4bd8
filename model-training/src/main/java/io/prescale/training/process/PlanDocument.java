package io.prescale.training.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.prescale.forecasting.features.FeatureGroup;
import io.prescale.forecasting.features.FeatureSchema;
import io.prescale.forecasting.features.ValueScaling;
import io.prescale.forecasting.network.NetworkSpecification;
import io.prescale.training.fit.SplitFractions;
import io.prescale.training.fit.TrainingPlan;
import io.prescale.training.fit.TrainingSettings;
import java.util.EnumSet;
import java.util.Set;

/**
 * A plan as JSON.
 *
 * @param fingerprint of the features, which change with the code that computes them
 */
public record PlanDocument(
    String fingerprint,
    ValueScaling scaling,
    Set<FeatureGroup> features,
    Network network,
    TrainingSettings settings,
    SplitFractions fractions,
    boolean adaptive) {
  static final JsonMapper MAPPER = JsonMapper.builder().build();

  /**
   * The layers.
   *
   * @param layers LSTM layers
   * @param hidden size of each layer's state
   * @param dropout share of values dropped in training
   * @param attention whether the head sees all steps
   */
  public record Network(int layers, int hidden, double dropout, boolean attention) {}

  /** Of a plan. */
  public static PlanDocument of(TrainingPlan plan) {
    NetworkSpecification network = plan.network();
    return new PlanDocument(
        plan.schema().fingerprint(),
        plan.schema().scaling(),
        EnumSet.copyOf(plan.schema().groups()),
        new Network(network.layers(), network.hidden(), network.dropout(), network.attention()),
        plan.settings(),
        plan.fractions(),
        plan.adaptive());
  }

  /** The plan. */
  public TrainingPlan plan() {
    FeatureSchema schema = FeatureSchema.of(scaling, features);
    return new TrainingPlan(
        schema,
        NetworkSpecification.builder()
            .features(schema.sequenceFeatures().size())
            .staticFeatures(schema.staticSize())
            .layers(network.layers())
            .hidden(network.hidden())
            .dropout(network.dropout())
            .attention(network.attention())
            .horizons(schema.horizons())
            .build(),
        settings,
        fractions,
        adaptive);
  }

  /** One line. */
  public String toJson() {
    return json(this);
  }

  /** Any record of this kind as one line. */
  public static String json(Object document) {
    try {
      return MAPPER.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of numbers and texts is no JSON", e);
    }
  }
}
