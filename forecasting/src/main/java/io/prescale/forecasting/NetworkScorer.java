package io.prescale.forecasting;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.prescale.domain.time.Slots;
import io.prescale.forecasting.bundle.ModelBundle;
import io.prescale.forecasting.features.FeatureBatch;
import io.prescale.forecasting.features.FeatureSchema;
import io.prescale.forecasting.network.ForecastHead;
import io.prescale.forecasting.network.ForecastNetwork;
import io.prescale.forecasting.network.InputBuffer;
import io.prescale.forecasting.network.ParameterValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Scores with networks of this project's own kind: the engine encodes the batch, then each group's
 * head, tuned to it where the bundle has one, is computed row by row.
 */
final class NetworkScorer implements SequenceScorer {
  private final FeatureSchema schema;
  private final KnownGroups groups;
  private final InputBuffer inputs;
  private final List<ForecastNetwork> members = new ArrayList<>();
  private final List<ForecastHead> commonHeads = new ArrayList<>();
  private final BatchSizes batchSizes;
  private final EncodingsAhead ahead;
  private final float[] missing;
  private final int encoding;
  private final float[] encoded;
  private final double[] outputs = new double[Slots.HORIZONS];

  /**
   * @param capacity most sequences in a batch
   * @throws IllegalArgumentException if the bundle's parameters do not fit its network
   */
  NetworkScorer(ModelBundle bundle, KnownGroups groups, int capacity) {
    this.schema = bundle.schema();
    this.groups = groups;
    this.inputs = new InputBuffer(Math.multiplyExact(capacity, schema.sequenceSize()));
    this.ahead = new EncodingsAhead(schema.sequenceSize());
    this.encoding = bundle.network().encoding();
    this.encoded = new float[Math.multiplyExact(capacity, encoding)];
    this.missing = new float[Math.multiplyExact(capacity, schema.sequenceSize())];
    try {
      for (List<ParameterValues> parameters : bundle.members()) {
        commonHeads.add(ForecastHead.of(bundle.network(), parameters));
        members.add(ForecastNetwork.of(bundle.network(), schema.sequenceLength(), parameters));
      }
      // All members are of one shape, so what holds for the first one holds for all.
      BatchProbe probe =
          new BatchProbe(
              schema.sequenceSize(),
              bundle.network().encoding(),
              (rows, size) -> encode(members.get(0), rows, size));
      this.batchSizes = BatchSizes.probe(capacity, probe);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public double[][] score(FeatureBatch batch, List<String> groupsOfRows) {
    double[][] values = new double[batch.size()][Slots.HORIZONS];
    List<float[][]> encodings = encodingsOf(batch);
    for (int member = 0; member < members.size(); member++) {
      for (int row = 0; row < values.length; row++) {
        System.arraycopy(encodings.get(row)[member], 0, encoded, row * encoding, encoding);
        List<ForecastHead> tuned = groups.heads(groupsOfRows.get(row));
        ForecastHead head = (tuned.isEmpty() ? commonHeads : tuned).get(member);
        head.forward(encoded, batch.staticInputs(), row, outputs);
        for (int horizon = 0; horizon < Slots.HORIZONS; horizon++) {
          values[row][horizon] += batch.value(row, horizon, outputs[horizon]) / members.size();
        }
      }
    }
    return values;
  }

  @Override
  public void lookAhead(FeatureBatch batch) {
    List<float[][]> encodings = encodingsOf(batch);
    for (int row = 0; row < batch.size(); row++) {
      ahead.put(batch.sequenceInputs(), row, encodings.get(row));
    }
  }

  @Override
  public void forgetAhead() {
    ahead.clear();
  }

  /** {@code [row][member, encoding]}: those made ahead, the others in one batch. */
  private List<float[][]> encodingsOf(FeatureBatch batch) {
    int size = schema.sequenceSize();
    List<float[][]> encodings = new ArrayList<>(batch.size());
    int absent = 0;
    for (int row = 0; row < batch.size(); row++) {
      float[][] known = ahead.find(batch.sequenceInputs(), row);
      if (known == null) {
        System.arraycopy(batch.sequenceInputs(), row * size, missing, absent * size, size);
        absent++;
      }
      encodings.add(known);
    }
    if (absent > 0) {
      fill(encodings, absent);
    }
    return encodings;
  }

  private void fill(List<float[][]> encodings, int absent) {
    float[][] ofMembers = new float[members.size()][];
    for (int member = 0; member < members.size(); member++) {
      ofMembers[member] = encode(members.get(member), missing, batchSizes.padded(absent));
    }
    int next = 0;
    for (int row = 0; row < encodings.size(); row++) {
      if (encodings.get(row) == null) {
        float[][] ofRow = new float[members.size()][];
        for (int member = 0; member < ofRow.length; member++) {
          ofRow[member] =
              Arrays.copyOfRange(ofMembers[member], next * encoding, (next + 1) * encoding);
        }
        encodings.set(row, ofRow);
        next++;
      }
    }
  }

  /** Rows behind those of the batch hold leftovers that nobody reads. */
  private float[] encode(ForecastNetwork member, float[] rows, int size) {
    Shape shape = new Shape(size, schema.sequenceLength(), schema.sequenceFeatures().size());
    try (NDManager scope = member.manager().newSubManager()) {
      return member.encode(inputs.load(scope, rows, shape)).toFloatArray();
    }
  }

  @Override
  public void close() {
    members.forEach(ForecastNetwork::close);
    members.clear();
  }
}
