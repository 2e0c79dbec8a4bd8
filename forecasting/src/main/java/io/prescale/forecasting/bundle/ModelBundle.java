package io.prescale.forecasting.bundle;

import static java.util.Objects.requireNonNull;

import io.prescale.forecasting.adaptation.AutoregressionPrior;
import io.prescale.forecasting.features.FeatureSchema;
import io.prescale.forecasting.network.NetworkSpecification;
import io.prescale.forecasting.network.ParameterValues;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A trained model with everything that serving needs, outside any engine: features, network,
 * parameters of each ensemble member, what it knows of single groups, and what it was trained on.
 * Immutable.
 */
public final class ModelBundle {
  private final FeatureSchema schema;
  private final NetworkSpecification network;
  private final AutoregressionPrior prior;
  private final boolean adaptive;
  private final ResidualQuantiles residuals;
  private final List<List<ParameterValues>> members;
  private final GroupParts groups;
  private final long seed;
  private final TrainingSummary training;
  private final AccuracyReport accuracy;

  private ModelBundle(Builder builder) {
    this.schema = requireNonNull(builder.schema, "schema");
    this.network = requireNonNull(builder.network, "network");
    this.prior = requireNonNull(builder.prior, "prior");
    this.adaptive = builder.adaptive;
    this.residuals = requireNonNull(builder.residuals, "residuals");
    this.members = Collections.unmodifiableList(new ArrayList<>(builder.members));
    this.groups = requireNonNull(builder.groups, "groups");
    this.seed = builder.seed;
    this.training = requireNonNull(builder.training, "training");
    this.accuracy = requireNonNull(builder.accuracy, "accuracy");
    requireFit("residual quantiles", residuals.horizons(), schema.horizons());
    requireFit("network horizons", network.horizons(), schema.horizons());
    requireFit("network features", network.features(), schema.sequenceFeatures().size());
    requireFit("network static features", network.staticFeatures(), schema.staticSize());
    if (members.isEmpty()) {
      throw new IllegalArgumentException("a bundle needs at least one member");
    }
  }

  private static void requireFit(String what, int found, int expected) {
    if (found != expected) {
      throw new IllegalArgumentException(
          what + ": expected " + expected + " values as in the feature schema, found " + found);
    }
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Name made of the content: equal bundles have equal identifiers. */
  public String id() {
    return BundleId.of(this);
  }

  public FeatureSchema schema() {
    return schema;
  }

  public NetworkSpecification network() {
    return network;
  }

  /** What the linear forecasts of a group start from. */
  public AutoregressionPrior prior() {
    return prior;
  }

  /**
   * Whether the network is one of several experts that are mixed by their recent errors; else its
   * forecast is taken as it is.
   */
  public boolean adaptive() {
    return adaptive;
  }

  public ResidualQuantiles residuals() {
    return residuals;
  }

  /** Parameters of each ensemble member. */
  public List<List<ParameterValues>> members() {
    return members;
  }

  /** What is known of single groups. */
  public GroupParts groups() {
    return groups;
  }

  /** What the training drew its random numbers from. */
  public long seed() {
    return seed;
  }

  public TrainingSummary training() {
    return training;
  }

  public AccuracyReport accuracy() {
    return accuracy;
  }

  /** Collects the parts of a bundle; all are required but seed, groups and adaptive. */
  public static final class Builder {
    private FeatureSchema schema;
    private NetworkSpecification network;
    private AutoregressionPrior prior;
    private boolean adaptive = true;
    private ResidualQuantiles residuals;
    private final List<List<ParameterValues>> members = new ArrayList<>();
    private GroupParts groups = GroupParts.none();
    private long seed;
    private TrainingSummary training;
    private AccuracyReport accuracy;

    private Builder() {}

    public Builder schema(FeatureSchema value) {
      this.schema = value;
      return this;
    }

    public Builder network(NetworkSpecification value) {
      this.network = value;
      return this;
    }

    public Builder prior(AutoregressionPrior value) {
      this.prior = value;
      return this;
    }

    public Builder adaptive(boolean value) {
      this.adaptive = value;
      return this;
    }

    public Builder groups(GroupParts value) {
      this.groups = value;
      return this;
    }

    public Builder residuals(ResidualQuantiles value) {
      this.residuals = value;
      return this;
    }

    /** Adds an ensemble member. */
    public Builder member(List<ParameterValues> parameters) {
      this.members.add(Collections.unmodifiableList(new ArrayList<>(parameters)));
      return this;
    }

    public Builder seed(long value) {
      this.seed = value;
      return this;
    }

    public Builder training(TrainingSummary value) {
      this.training = value;
      return this;
    }

    public Builder accuracy(AccuracyReport value) {
      this.accuracy = value;
      return this;
    }

    /**
     * @throws IllegalArgumentException if the parts do not fit each other
     * @throws NullPointerException if one is missing
     */
    public ModelBundle build() {
      return new ModelBundle(this);
    }
  }
}
