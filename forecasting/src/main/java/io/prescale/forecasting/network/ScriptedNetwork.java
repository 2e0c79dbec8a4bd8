package io.prescale.forecasting.network;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.prescale.domain.time.Slots;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/**
 * A TorchScript program in the engine's memory, as Python PyTorch saves it. Closing it frees that
 * memory. Not safe for use by several threads.
 */
public final class ScriptedNetwork implements AutoCloseable {
  private static final String ENGINE = "PyTorch";

  private final Model model;
  private final ParameterStore store;

  private ScriptedNetwork(Model model) {
    this.model = model;
    this.store = new ParameterStore(model.getNDManager(), false);
  }

  /**
   * Loads a program.
   *
   * @param script content of the file
   * @throws IllegalArgumentException if the engine cannot load it; the message gives its reason
   */
  public static ScriptedNetwork of(byte[] script) {
    PyTorchEngine.load();
    Model model = Model.newInstance("script", ENGINE);
    try {
      model.load(new ByteArrayInputStream(script));
      return new ScriptedNetwork(model);
    } catch (IOException | MalformedModelException | RuntimeException e) {
      model.close();
      throw new IllegalArgumentException(
          "the engine cannot load the TorchScript program (" + firstLine(e) + ")", e);
    }
  }

  /** A scope for the arrays of one run; the caller closes it. */
  public NDManager newScope() {
    return model.getNDManager().newSubManager();
  }

  /**
   * Runs the program, without gradients.
   *
   * @param sequences {@code [batch, steps, features]}
   * @param statics {@code [batch, static features]}; {@code null} without static features
   * @return {@code [batch, horizons]}, row by row
   * @throws IllegalArgumentException if it does not take such inputs, or gives another shape
   */
  public float[] forward(NDArray sequences, NDArray statics) {
    Shape expected = new Shape(sequences.getShape().get(0), Slots.HORIZONS);
    NDList inputs = statics == null ? new NDList(sequences) : new NDList(sequences, statics);
    NDList outputs = run(inputs);
    if (outputs.size() != 1 || !outputs.head().getShape().equals(expected)) {
      throw new IllegalArgumentException(
          "the TorchScript program gives "
              + (outputs.size() == 1 ? outputs.head().getShape() : outputs.size() + " arrays")
              + ", expected one array of shape "
              + expected);
    }
    return outputs.head().toFloatArray();
  }

  private NDList run(NDList inputs) {
    try {
      return PyTorchEngine.withoutGradients(() -> model.getBlock().forward(store, inputs, false));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "the TorchScript program does not take inputs of shapes "
              + inputs.head().getShape()
              + (inputs.size() > 1 ? " and " + inputs.get(1).getShape() : "")
              + " ("
              + firstLine(e)
              + ")",
          e);
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).split("\n", 2)[0];
  }

  @Override
  public void close() {
    model.close();
  }
}
