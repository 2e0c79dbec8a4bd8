package io.prescale.forecasting.network;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** A network with its inputs and what Python PyTorch made of them: see reference_network.py. */
public final class ReferenceCase {
  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  /** Steps of each sequence. */
  static final int STEPS = 24;

  /** Sequences of each case. */
  static final int BATCH = 3;

  public String name;
  public long seed;
  public int layers;
  public int hidden;
  public int features;
  public int staticFeatures;
  public boolean attention;
  public List<Values> parameters;
  public float[] sequences;
  public float[] statics;
  public float[] encodings;
  public float[] outputs;

  /** One parameter, in the order of the network. */
  public static final class Values {
    public long[] shape;
    public float[] values;
  }

  static List<ReferenceCase> all() throws IOException {
    try (InputStream in = ReferenceCase.class.getResourceAsStream("reference.json")) {
      return List.of(MAPPER.readValue(in, ReferenceCase[].class));
    }
  }

  NetworkSpecification specification() {
    return NetworkSpecification.builder()
        .features(features)
        .staticFeatures(staticFeatures)
        .layers(layers)
        .hidden(hidden)
        .attention(attention)
        .dropout(0.3)
        .horizons(12)
        .build();
  }

  /** The parameters under the names that the network gives them, in its order. */
  List<ParameterValues> parameters() {
    List<ParameterValues> named = new ArrayList<>();
    try (ForecastNetwork network = ForecastNetwork.create(specification(), STEPS, 1)) {
      List<ParameterValues> own = network.parameters();
      for (int index = 0; index < own.size(); index++) {
        Values reference = parameters.get(index);
        named.add(new ParameterValues(own.get(index).name(), reference.shape, reference.values));
      }
    }
    return named;
  }

  @Override
  public String toString() {
    return name;
  }
}
