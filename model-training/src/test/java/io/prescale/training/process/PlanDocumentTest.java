package io.prescale.training.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.domain.time.Slots;
import io.prescale.forecasting.features.FeatureGroup;
import io.prescale.forecasting.features.FeatureSchema;
import io.prescale.forecasting.features.ValueScaling;
import io.prescale.forecasting.network.NetworkSpecification;
import io.prescale.training.fit.Loss;
import io.prescale.training.fit.SplitFractions;
import io.prescale.training.fit.TrainingPlan;
import io.prescale.training.fit.TrainingSettings;
import java.io.IOException;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class PlanDocumentTest {
  /** Nothing in it is as any preset has it. */
  private static final TrainingPlan PLAN = plan(3);

  @Test
  void anotherProcessHasTheSamePlan() throws IOException {
    String json = PlanDocument.of(PLAN).toJson();

    TrainingPlan read = PlanDocument.MAPPER.readValue(json, PlanDocument.class).plan();

    assertThat(read).usingRecursiveComparison().isEqualTo(PLAN);
    assertThat(json.lines()).hasSize(1);
  }

  @Test
  void anotherPlanIsAnotherDocument() {
    assertThat(PlanDocument.of(plan(4)).toJson()).isNotEqualTo(PlanDocument.of(PLAN).toJson());
    assertThat(PlanDocument.of(plan(3)).toJson()).isEqualTo(PlanDocument.of(PLAN).toJson());
  }

  private static TrainingPlan plan(int layers) {
    FeatureSchema schema =
        FeatureSchema.of(ValueScaling.RANGE, EnumSet.of(FeatureGroup.VALUES, FeatureGroup.CLOCK));
    NetworkSpecification network =
        NetworkSpecification.builder()
            .features(schema.sequenceFeatures().size())
            .staticFeatures(schema.staticSize())
            .layers(layers)
            .hidden(17)
            .dropout(0.15)
            .attention(true)
            .horizons(Slots.HORIZONS)
            .build();
    TrainingSettings settings =
        new TrainingSettings(5, 777, 33, 0.0123, 4, Loss.LOG_COSH, new int[] {1, 12}, 9);
    return new TrainingPlan(schema, network, settings, new SplitFractions(0.1, 0.3), false);
  }
}
