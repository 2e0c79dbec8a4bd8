package io.prescale.forecasting.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Native memory through which inputs go to the engine, used again and again: memory that the engine
 * bindings take for each array is freed by the garbage collector only. It is aligned, because the
 * engine's kernels may round differently on memory that is not.
 */
public final class InputBuffer {
  private static final int ALIGNMENT = 64;

  private final ByteBuffer memory;

  /**
   * @param capacity most numbers that it holds
   */
  public InputBuffer(int capacity) {
    int bytes = Math.multiplyExact(capacity, Float.BYTES);
    // Aligning cuts off up to one step at the start and, unless the size is whole steps, at the
    // end.
    int wholeSteps = Math.addExact(bytes, ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    this.memory =
        ByteBuffer.allocateDirect(Math.addExact(wholeSteps, ALIGNMENT))
            .alignedSlice(ALIGNMENT)
            .order(ByteOrder.nativeOrder());
  }

  /**
   * An array of the first numbers of {@code source}, valid until the next call.
   *
   * @param scope that the array belongs to
   * @param source numbers, row by row; those behind the shape's size are not read
   * @param shape of the array
   */
  public NDArray load(NDManager scope, float[] source, Shape shape) {
    int size = Math.toIntExact(shape.size());
    memory.clear();
    memory.asFloatBuffer().put(source, 0, size);
    memory.limit(size * Float.BYTES);
    return scope.create(memory, shape, DataType.FLOAT32);
  }
}
