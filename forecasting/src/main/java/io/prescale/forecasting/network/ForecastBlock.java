package io.prescale.forecasting.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * The network in two halves:
 *
 * <pre>
 *   encoder: [batch, steps, features] -> LSTM layers -> last step [batch, hidden]
 *            with attention also the steps' mean, weighted by softmax(score of the step)
 *   head:    [encoding, static features] -> dense, ReLU [batch, hidden] -> dense o, g
 *            output[h] = o[h] + sigmoid(g[h]) * static feature[h]      without static features: o
 * </pre>
 *
 * <p>Nothing here multiplies, divides or raises by a Java number: the engine frees such a scalar
 * while the gradient computation still needs it, and gradients turn to garbage whenever the garbage
 * collector runs in between.
 */
final class ForecastBlock extends AbstractBlock {
  private static final byte VERSION = 1;
  private static final NDIndex LAST_STEP = new NDIndex(":, -1, :");
  private static final int STEPS_AXIS = 1;
  private static final int FEATURES_AXIS = 1;

  private final NetworkSpecification specification;
  private final LSTM recurrent;
  private final Linear attention;
  private final Linear dense;
  private final Dropout dropout;
  private final Linear output;

  ForecastBlock(NetworkSpecification specification) {
    super(VERSION);
    this.specification = specification;
    this.recurrent =
        addChildBlock(
            "recurrent",
            LSTM.builder()
                .setNumLayers(specification.layers())
                .setStateSize(specification.hidden())
                // Between layers only: a single one has none.
                .optDropRate(specification.layers() > 1 ? (float) specification.dropout() : 0)
                .build());
    this.attention =
        specification.attention()
            ? addChildBlock("attention", Linear.builder().setUnits(1).build())
            : null;
    this.dense = addChildBlock("dense", Linear.builder().setUnits(specification.hidden()).build());
    this.dropout =
        addChildBlock(
            "dropout", Dropout.builder().optRate((float) specification.dropout()).build());
    this.output =
        addChildBlock("output", Linear.builder().setUnits(specification.headOutputs()).build());
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDArray encoding = encode(store, inputs.head(), training);
    NDArray statics = specification.isGated() ? inputs.get(1) : null;
    return new NDList(head(store, encoding, statics, training));
  }

  /** {@code [batch, steps, features] -> [batch, encoding]}. */
  NDArray encode(ParameterStore store, NDArray sequences, boolean training) {
    // The recurrent block appends its initial state to the list that it is given.
    NDArray steps = recurrent.forward(store, new NDList(sequences), training).singletonOrThrow();
    NDArray last = steps.get(LAST_STEP);
    if (attention == null) {
      return last;
    }
    NDArray scores = attention.forward(store, new NDList(steps), training).singletonOrThrow();
    NDArray context = steps.mul(scores.softmax(STEPS_AXIS)).sum(new int[] {STEPS_AXIS});
    return NDArrays.concat(new NDList(last, context), FEATURES_AXIS);
  }

  /** {@code [batch, encoding], [batch, static features] -> [batch, horizons]}. */
  NDArray head(ParameterStore store, NDArray encoding, NDArray statics, boolean training) {
    NDArray input =
        statics == null ? encoding : NDArrays.concat(new NDList(encoding, statics), FEATURES_AXIS);
    NDArray hidden =
        Activation.relu(dense.forward(store, new NDList(input), training).singletonOrThrow());
    NDArray kept = dropout.forward(store, new NDList(hidden), training).singletonOrThrow();
    NDArray outputs = output.forward(store, new NDList(kept), training).singletonOrThrow();
    if (statics == null) {
      return outputs;
    }
    int horizons = specification.horizons();
    NDArray own = outputs.get(new NDIndex(":, :{}", horizons));
    NDArray gate = Activation.sigmoid(outputs.get(new NDIndex(":, {}:", horizons)));
    return own.add(gate.mul(statics.get(new NDIndex(":, :{}", horizons))));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return new Shape[] {new Shape(inputs[0].get(0), specification.horizons())};
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
    long batch = inputs[0].get(0);
    recurrent.initialize(manager, type, inputs[0]);
    if (attention != null) {
      attention.initialize(
          manager, type, new Shape(batch, inputs[0].get(1), specification.hidden()));
    }
    Shape hidden = new Shape(batch, specification.hidden());
    dense.initialize(
        manager, type, new Shape(batch, specification.encoding() + specification.staticFeatures()));
    dropout.initialize(manager, type, hidden);
    output.initialize(manager, type, hidden);
  }
}
