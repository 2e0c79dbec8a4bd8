package io.prescale.forecasting.bundle;

import java.util.List;
import java.util.Map;

/** {@code model.json} as it is written, field by field. Only read and written here. */
final class ManifestDocument {
  /** Format written by this version, and the only one that it reads. */
  static final int FORMAT_VERSION = 1;

  static final String FILE = "model.json";

  public int formatVersion;
  public String id;
  public Schema featureSchema;
  public OutputScaler scaler;
  public Network network;
  public int horizons;
  public long seed;
  public TrainingSummary training;
  public AccuracyReport accuracy;
  public ResidualQuantiles residualQuantiles;

  /** Parameter file of each ensemble member. */
  public List<String> members;

  /** SHA-256 of every other file, by its name. */
  public Map<String, String> files;

  /** The feature schema with its fingerprint. */
  static final class Schema {
    public int version;
    public int sequenceLength;
    public int horizons;
    public List<String> sequenceFeatures;
    public List<String> staticFeatures;
    public String fingerprint;
  }

  /** The hyper-parameters. */
  static final class Network {
    public String type;
    public int layers;
    public int hidden;
    public double dropout;
  }
}
