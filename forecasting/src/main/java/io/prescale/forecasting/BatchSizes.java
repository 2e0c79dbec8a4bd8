package io.prescale.forecasting;

import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The batch sizes that a network is run with. The engine's matrix products choose their kernels,
 * and with them the order in which they add, by the size of a batch: tiny batches give other last
 * bits. Batches are therefore padded to a multiple of {@value #STEP}; that each such size gives one
 * row the same bits is tried out when a model is loaded. On a machine where it does not hold, every
 * batch is padded to one size.
 */
final class BatchSizes {
  /** Runs the network over a batch that holds one given row among others. */
  interface Probe {
    /**
     * @param size rows in the batch
     * @param position of the row
     * @return the network's outputs for the row
     */
    float[] outputsOf(int size, int position);
  }

  static final int STEP = 16;

  private static final Logger LOG = LoggerFactory.getLogger(BatchSizes.class);

  private final int step;

  private BatchSizes(int step) {
    this.step = step;
  }

  /** Tries the sizes out. */
  static BatchSizes probe(int largest, Probe probe) {
    float[] reference = probe.outputsOf(largest, 0);
    for (int size = STEP; size <= largest; size += STEP) {
      for (int position : new int[] {0, size - 1}) {
        if (!Arrays.equals(reference, probe.outputsOf(size, position))) {
          LOG.warn(
              "The engine rounds differently at batch sizes {} and {}: all batches are padded to {}",
              size,
              largest,
              largest);
          return new BatchSizes(largest);
        }
      }
    }
    return new BatchSizes(STEP);
  }

  /** Those of the two that pad to larger steps; the second where the first is {@code null}. */
  static BatchSizes coarser(BatchSizes one, BatchSizes other) {
    return one != null && one.step > other.step ? one : other;
  }

  /** The size that a batch is padded to. */
  int padded(int size) {
    return (size + step - 1) / step * step;
  }
}
