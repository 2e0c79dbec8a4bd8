package io.prescale.forecasting;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.prescale.domain.time.Slots;
import io.prescale.forecasting.bundle.ModelBundle;
import io.prescale.forecasting.features.FeatureBatch;
import io.prescale.forecasting.features.FeatureSchema;
import io.prescale.forecasting.network.InputBuffer;
import io.prescale.forecasting.network.ScriptedNetwork;
import java.util.ArrayList;
import java.util.List;

/** Scores with TorchScript programs: the engine computes whole batches, the same for all groups. */
final class ScriptScorer implements SequenceScorer {
  private final FeatureSchema schema;
  private final InputBuffer sequenceInputs;
  private final InputBuffer staticInputs;
  private final List<ScriptedNetwork> members = new ArrayList<>();
  private final BatchSizes batchSizes;

  /**
   * @param capacity most sequences in a batch
   * @throws IllegalArgumentException if a program cannot be loaded, takes or gives other shapes, or
   *     gives a sequence another score among others
   */
  ScriptScorer(ModelBundle bundle, int capacity) {
    this.schema = bundle.schema();
    this.sequenceInputs = new InputBuffer(Math.multiplyExact(capacity, schema.sequenceSize()));
    this.staticInputs = new InputBuffer(Math.multiplyExact(capacity, schema.staticSize()) + 1);
    try {
      for (byte[] script : bundle.scripts()) {
        members.add(ScriptedNetwork.of(script));
      }
      BatchSizes common = null;
      for (ScriptedNetwork member : members) {
        BatchProbe probe = probe(member);
        probe.requireRowsApart(BatchSizes.STEP, capacity);
        common = BatchSizes.coarser(common, BatchSizes.probe(capacity, probe));
      }
      this.batchSizes = common;
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Its rows hold the numbers of the sequence, then the static ones. */
  private BatchProbe probe(ScriptedNetwork member) {
    int sequence = schema.sequenceSize();
    int statics = schema.staticSize();
    return new BatchProbe(
        sequence + statics,
        schema.horizons(),
        (rows, size) -> {
          float[] sequences = new float[size * sequence];
          float[] staticRows = new float[size * statics];
          for (int row = 0; row < size; row++) {
            int from = row * (sequence + statics);
            System.arraycopy(rows, from, sequences, row * sequence, sequence);
            System.arraycopy(rows, from + sequence, staticRows, row * statics, statics);
          }
          return run(member, sequences, staticRows, size);
        });
  }

  @Override
  public double[][] score(FeatureBatch batch, List<String> groupsOfRows) {
    double[][] values = new double[batch.size()][Slots.HORIZONS];
    int size = batchSizes.padded(batch.size());
    for (ScriptedNetwork member : members) {
      float[] outputs = run(member, batch.sequenceInputs(), batch.staticInputs(), size);
      for (int row = 0; row < values.length; row++) {
        for (int horizon = 0; horizon < Slots.HORIZONS; horizon++) {
          float output = outputs[row * Slots.HORIZONS + horizon];
          values[row][horizon] += batch.value(row, horizon, output) / members.size();
        }
      }
    }
    return values;
  }

  private float[] run(ScriptedNetwork member, float[] sequences, float[] statics, int size) {
    Shape shape = new Shape(size, schema.sequenceLength(), schema.sequenceFeatures().size());
    try (NDManager scope = member.newScope()) {
      return schema.staticSize() == 0
          ? member.forward(sequenceInputs.load(scope, sequences, shape), null)
          : member.forward(
              sequenceInputs.load(scope, sequences, shape),
              staticInputs.load(scope, statics, new Shape(size, schema.staticSize())));
    }
  }

  @Override
  public void close() {
    members.forEach(ScriptedNetwork::close);
    members.clear();
  }
}
