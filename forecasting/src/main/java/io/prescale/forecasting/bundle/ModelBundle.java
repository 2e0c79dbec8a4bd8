package io.prescale.forecasting.bundle;

import static java.util.Objects.requireNonNull;

import io.prescale.forecasting.adaptation.AutoregressionPrior;
import io.prescale.forecasting.features.FeatureSchema;
import io.prescale.forecasting.network.NetworkSpecification;
import io.prescale.forecasting.network.ParameterValues;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A trained model with everything that serving needs, outside any engine: features, network,
 * parameters of each ensemble member, what it knows of single groups, and what it was trained on.
 * Immutable.
 */
public final class ModelBundle {
  private static final Pattern SCRIPT_NAME = Pattern.compile("torchscript-[A-Za-z0-9._-]{1,80}");

  private final FeatureSchema schema;
  private final NetworkSpecification network;
  private final AutoregressionPrior prior;
  private final boolean adaptive;
  private final ResidualQuantiles residuals;
  private final List<List<ParameterValues>> members;
  private final List<byte[]> scripts;
  private final String scriptName;
  private final GroupParts groups;
  private final long seed;
  private final TrainingSummary training;
  private final AccuracyReport accuracy;

  private ModelBundle(Builder builder) {
    this.schema = requireNonNull(builder.schema, "schema");
    this.prior = requireNonNull(builder.prior, "prior");
    this.adaptive = builder.adaptive;
    this.residuals = requireNonNull(builder.residuals, "residuals");
    this.scripts = List.copyOf(builder.scripts);
    this.scriptName = builder.scriptName;
    this.network = scriptName == null ? requireNonNull(builder.network, "network") : null;
    this.members = Collections.unmodifiableList(new ArrayList<>(builder.members));
    this.groups = requireNonNull(builder.groups, "groups");
    this.seed = builder.seed;
    this.training = requireNonNull(builder.training, "training");
    this.accuracy = requireNonNull(builder.accuracy, "accuracy");
    requireFit("residual quantiles", residuals.horizons(), schema.horizons());
    if (scriptName != null) {
      requireScripts(builder);
      return;
    }
    requireFit("network horizons", network.horizons(), schema.horizons());
    requireFit("network features", network.features(), schema.sequenceFeatures().size());
    requireFit("network static features", network.staticFeatures(), schema.staticSize());
    if (members.isEmpty()) {
      throw new IllegalArgumentException("a bundle needs at least one member");
    }
  }

  private void requireScripts(Builder builder) {
    if (!SCRIPT_NAME.matcher(scriptName).matches()) {
      throw new IllegalArgumentException(
          "id: that of a TorchScript model must begin with torchscript-, then have 1 to 80 letters,"
              + " digits, dots, hyphens or underscores, but is "
              + scriptName);
    }
    if (builder.network != null || !members.isEmpty() || !groups.groups().isEmpty()) {
      throw new IllegalArgumentException(
          "a TorchScript model has no network, parameters or groups besides its programs");
    }
    if (scripts.isEmpty()) {
      throw new IllegalArgumentException("a TorchScript model needs at least one program");
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

  /**
   * Name made of the content: equal bundles have equal identifiers. A TorchScript model has the
   * name that its maker gave it.
   */
  public String id() {
    return scriptName != null ? scriptName : BundleId.of(this);
  }

  /** Whether the model is TorchScript programs rather than a network of this project's own kind. */
  public boolean isTorchScript() {
    return scriptName != null;
  }

  /** The TorchScript program of each ensemble member, as files hold them; else empty. */
  public List<byte[]> scripts() {
    return scripts;
  }

  public FeatureSchema schema() {
    return schema;
  }

  /**
   * The hyper-parameters of the network.
   *
   * @throws IllegalStateException if the model is TorchScript, which does not tell
   */
  public NetworkSpecification network() {
    if (network == null) {
      throw new IllegalStateException("model " + scriptName + " is TorchScript, not a network");
    }
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

  /** Parameters of each ensemble member; empty where the model is TorchScript. */
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

  /**
   * Collects the parts of a bundle; all are required but seed, groups, adaptive and scripts, which
   * stand in place of network and members.
   */
  public static final class Builder {
    private FeatureSchema schema;
    private NetworkSpecification network;
    private AutoregressionPrior prior;
    private boolean adaptive = true;
    private ResidualQuantiles residuals;
    private final List<List<ParameterValues>> members = new ArrayList<>();
    private final List<byte[]> scripts = new ArrayList<>();
    private String scriptName;
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

    /**
     * Makes it a TorchScript model, in place of network and members.
     *
     * @param name identifier of the bundle, beginning with {@code torchscript-}
     * @param programs of the ensemble members, as files hold them
     */
    public Builder scripts(String name, List<byte[]> programs) {
      this.scriptName = requireNonNull(name, "name");
      this.scripts.addAll(programs);
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
