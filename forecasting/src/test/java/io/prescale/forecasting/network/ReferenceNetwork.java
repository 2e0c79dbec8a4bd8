package io.prescale.forecasting.network;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The network by its formulas, in double precision and without any engine (LSTM after Hochreiter
 * and Schmidhuber, 1997, with forget gate; gates in the order input, forget, cell, output).
 */
final class ReferenceNetwork {
  private final NetworkSpecification specification;
  private final Map<String, float[]> parameters = new HashMap<>();

  ReferenceNetwork(NetworkSpecification specification, List<ParameterValues> parameters) {
    this.specification = specification;
    parameters.forEach(value -> this.parameters.put(value.name(), value.values()));
  }

  double[] outputs(float[] sequence, int steps) {
    double[][] layer = new double[steps][];
    int features = specification.features();
    for (int step = 0; step < steps; step++) {
      layer[step] = new double[features];
      for (int feature = 0; feature < features; feature++) {
        layer[step][feature] = sequence[step * features + feature];
      }
    }
    for (int index = 0; index < specification.layers(); index++) {
      layer = recurrent("01recurrent_l_" + index + "_", layer);
    }
    double[] dense = affine("02dense_weight", "02dense_bias", layer[steps - 1]);
    double[] rectified = Arrays.stream(dense).map(value -> Math.max(0, value)).toArray();
    return affine("03output_weight", "03output_bias", rectified);
  }

  private double[][] recurrent(String prefix, double[][] inputs) {
    int size = specification.hidden();
    double[] hidden = new double[size];
    double[] cell = new double[size];
    double[][] outputs = new double[inputs.length][];
    for (int step = 0; step < inputs.length; step++) {
      double[] fromInput = affine(prefix + "i2h_WEIGHT", prefix + "i2h_BIAS", inputs[step]);
      double[] fromHidden = affine(prefix + "h2h_WEIGHT", prefix + "h2h_BIAS", hidden);
      double[] next = new double[size];
      for (int unit = 0; unit < size; unit++) {
        double in = sigmoid(fromInput[unit] + fromHidden[unit]);
        double forget = sigmoid(fromInput[size + unit] + fromHidden[size + unit]);
        double candidate = Math.tanh(fromInput[2 * size + unit] + fromHidden[2 * size + unit]);
        double out = sigmoid(fromInput[3 * size + unit] + fromHidden[3 * size + unit]);
        cell[unit] = forget * cell[unit] + in * candidate;
        next[unit] = out * Math.tanh(cell[unit]);
      }
      hidden = next;
      outputs[step] = next;
    }
    return outputs;
  }

  private double[] affine(String weightName, String biasName, double[] input) {
    float[] weight = parameters.get(weightName);
    float[] bias = parameters.get(biasName);
    double[] output = new double[bias.length];
    for (int row = 0; row < output.length; row++) {
      output[row] = bias[row];
      for (int column = 0; column < input.length; column++) {
        output[row] += weight[row * input.length + column] * input[column];
      }
    }
    return output;
  }

  private static double sigmoid(double value) {
    return 1 / (1 + Math.exp(-value));
  }
}
