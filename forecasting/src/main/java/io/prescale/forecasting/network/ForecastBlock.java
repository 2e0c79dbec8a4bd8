package io.prescale.forecasting.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * {@code [batch, steps, features] -> LSTM layers -> last step [batch, hidden] -> dense, ReLU
 * [batch, hidden] -> dense [batch, horizons]}.
 *
 * <p>Nothing here multiplies, divides or raises by a Java number: the engine frees such a scalar
 * while the gradient computation still needs it, and gradients turn to garbage whenever the garbage
 * collector runs in between.
 */
final class ForecastBlock extends AbstractBlock {
  private static final byte VERSION = 1;
  private static final NDIndex LAST_STEP = new NDIndex(":, -1, :");

  private final NetworkSpecification specification;
  private final LSTM recurrent;
  private final Linear dense;
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
                .optDropRate((float) specification.dropout())
                .build());
    this.dense = addChildBlock("dense", Linear.builder().setUnits(specification.hidden()).build());
    this.output =
        addChildBlock("output", Linear.builder().setUnits(specification.horizons()).build());
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    // The recurrent block appends its initial state to the list that it is given.
    NDArray steps =
        recurrent.forward(store, new NDList(inputs.head()), training).singletonOrThrow();
    NDList last = new NDList(steps.get(LAST_STEP));
    NDArray hidden = Activation.relu(dense.forward(store, last, training).singletonOrThrow());
    return output.forward(store, new NDList(hidden), training);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return new Shape[] {new Shape(inputs[0].get(0), specification.horizons())};
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
    Shape last = new Shape(inputs[0].get(0), specification.hidden());
    recurrent.initialize(manager, type, inputs[0]);
    dense.initialize(manager, type, last);
    output.initialize(manager, type, last);
  }
}
