package io.prescale.forecasting.bundle;

import java.util.List;
import java.util.Map;

/** {@code model.json} as it is written, field by field. Only read and written here. */
final class ManifestDocument {
  /** Format written by this version, and the only one that it reads. */
  static final int FORMAT_VERSION = 2;

  static final String FILE = "model.json";

  public int formatVersion;
  public String id;
  public Schema featureSchema;
  public Network network;
  public int horizons;
  public long seed;
  public TrainingSummary training;
  public AccuracyReport accuracy;
  public ResidualQuantiles residualQuantiles;

  /** Coefficients that the linear forecasts start from. */
  public float[] autoregressionPrior;

  /** Whether the experts are mixed. */
  public boolean adaptive;

  /** Number of groups with a part of their own. */
  public int groups;

  /** Parameter file, or TorchScript program, of each ensemble member. */
  public List<String> members;

  /** SHA-256 of every other file, by its name. */
  public Map<String, String> files;

  /** The feature schema with its fingerprint. */
  static final class Schema {
    public int version;
    public int sequenceLength;
    public int horizons;
    public String scaling;
    public List<String> groups;
    public List<String> sequenceFeatures;
    public List<String> staticFeatures;
    public String fingerprint;
  }

  /** The hyper-parameters; of a TorchScript model only the type means anything. */
  static final class Network {
    /** {@code lstm} or {@code torchscript}. */
    public String type;

    public int layers;
    public int hidden;
    public double dropout;
    public boolean attention;
  }
}
