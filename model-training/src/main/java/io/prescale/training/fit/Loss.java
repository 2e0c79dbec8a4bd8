package io.prescale.training.fit;

import ai.djl.ndarray.NDArray;

/**
 * What training makes small, over the targets that were measured. Written without a Java number in
 * a multiplication, division or power: see the gradient rule of the network's block.
 */
public enum Loss {
  /** Mean squared error. */
  MSE {
    @Override
    NDArray reduce(NDArray difference) {
      return difference.square().sum();
    }
  },
  /** Mean absolute error: less led by bursts. */
  MAE {
    @Override
    NDArray reduce(NDArray difference) {
      return difference.abs().sum();
    }
  },
  /** Between the two: log(cosh(error)), squared near zero and absolute further out. */
  LOG_COSH {
    @Override
    NDArray reduce(NDArray difference) {
      // log cosh x = |x| + log(1 + exp(-2|x|)) - log 2; the last term has no gradient.
      NDArray size = difference.abs();
      NDArray twice = size.add(size);
      return size.add(twice.neg().exp().add(1).log()).sum();
    }
  };

  abstract NDArray reduce(NDArray difference);

  /**
   * The loss, a scalar; 0 where no target counts.
   *
   * @param outputs {@code [batch, horizons]}
   * @param targets same shape
   * @param mask same shape, 1 for the targets that count, else 0
   */
  NDArray of(NDArray outputs, NDArray targets, NDArray mask) {
    // The mask takes no part in the gradients, so that its number cannot be freed too early.
    NDArray counted = mask.sum().maximum(1);
    return reduce(targets.sub(outputs).mul(mask)).div(counted);
  }
}
