package io.prescale.forecasting.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InputBufferTest {
  @Test
  void holdsAsMuchAsItSaysWhereverItsMemoryLies() {
    List<InputBuffer> kept = new ArrayList<>();
    try (NDManager manager = PyTorchEngine.newManager()) {
      for (int capacity = 1; capacity <= 400; capacity++) {
        float[] numbers = new float[capacity];
        numbers[capacity - 1] = capacity;
        InputBuffer buffer = new InputBuffer(capacity);
        kept.add(buffer);

        assertThat(buffer.load(manager, numbers, new Shape(capacity)).toFloatArray())
            .isEqualTo(numbers);
      }
    }
  }
}
