package io.prescale.forecasting.adaptation;

import io.prescale.domain.forecast.Expert;
import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.time.Slots;

/**
 * All that forecasting remembers of one group beyond its last 24 samples: scales, the course of the
 * day, its own linear forecasts, how well each expert did, and the size of residuals. Keyed state
 * (Flink POJO). Updated once for each slot, from values that were measured, in the order of time;
 * the same values give the same state, whoever feeds it: the job, a replay, training, evaluation.
 */
public class GroupState {
  /** Slots of another quantity after which the state starts anew with it. */
  static final int OTHER_QUANTITY_SLOTS = SeasonalMemory.SLOTS_OF_DAY;

  private static final long NEVER = Long.MIN_VALUE;

  /** What the values are. */
  public Forecast.Quantity quantity;

  /** Newest slot taken, epoch milliseconds. */
  public long newestSlot = NEVER;

  /** Newest slot whose forecasts were scored, epoch milliseconds. */
  public long realisedSlot = NEVER;

  /** Slots in a row whose sequence was about the other quantity. */
  public int otherQuantitySlots;

  public SeasonalMemory seasonal;
  public ScaleEstimate scale;

  /** {@code null} until the first sequence is complete. */
  public Autoregression autoregression;

  public ForecastMix mix;
  public IntervalTracker interval;

  /** Hash of the identifier of the model whose forecasts were scored. */
  public int modelHash;

  public GroupState() {}

  /** The state of a group of which nothing is known. */
  public static GroupState create(Forecast.Quantity quantity) {
    GroupState state = new GroupState();
    state.restart(quantity);
    return state;
  }

  /**
   * A copy that can be shown slots which have not come yet: it has what the network's sequence
   * features are made from. Its own linear forecasts begin anew, and it has scored none.
   */
  public GroupState copyForFeatures() {
    GroupState copy = create(quantity);
    copy.newestSlot = newestSlot;
    copy.seasonal = seasonal.copy();
    copy.scale = scale.copy();
    return copy;
  }

  private void restart(Forecast.Quantity nextQuantity) {
    quantity = nextQuantity;
    newestSlot = NEVER;
    realisedSlot = NEVER;
    otherQuantitySlots = 0;
    seasonal = SeasonalMemory.create();
    scale = ScaleEstimate.create();
    autoregression = null;
    mix = ForecastMix.create();
    interval = IntervalTracker.create();
    modelHash = 0;
  }

  /** Whether the slot comes after all that was taken. */
  public boolean isNew(long slot) {
    return slot > newestSlot;
  }

  /**
   * Whether a sequence is about the quantity of this state. After a day of sequences that are not,
   * or at once if it knows no value yet, the state starts anew with theirs.
   */
  public boolean follows(Forecast.Quantity sequenceQuantity) {
    if (quantity == sequenceQuantity) {
      otherQuantitySlots = 0;
      return true;
    }
    otherQuantitySlots++;
    if (otherQuantitySlots > OTHER_QUANTITY_SLOTS || scale.count == 0) {
      restart(sequenceQuantity);
      return true;
    }
    return false;
  }

  /**
   * Takes what a sequence says: corrects what is remembered of slots that were taken before, and
   * takes those that are new, so that a group is known from its first full sequence on. The same
   * sequence again changes nothing.
   *
   * @param slot the newest one
   * @param values up to it, oldest first, in the unit of the quantity; {@code NaN} where not
   *     measured
   */
  public void take(long slot, double[] values, AutoregressionPrior prior) {
    for (int step = 0; step < values.length; step++) {
      long taken = slot - (values.length - 1 - step) * Slots.MILLIS;
      boolean measured = Double.isFinite(values[step]);
      if (isNew(taken)) {
        if (measured || taken == slot) {
          observe(taken, values[step], prior);
        }
      } else if (measured) {
        seasonal.revise(taken, values[step]);
      }
    }
  }

  /**
   * Takes the value of a new slot into what the network is fed with.
   *
   * @param value in the unit of the quantity; not finite where it was not measured
   */
  public void observe(long slot, double value, AutoregressionPrior prior) {
    if (newestSlot != NEVER && slot - newestSlot > Slots.MILLIS) {
      seasonal.skip(newestSlot + Slots.MILLIS, slot - Slots.MILLIS);
    }
    newestSlot = slot;
    boolean measured = Double.isFinite(value);
    seasonal.observe(slot, measured ? value : Double.NaN);
    if (measured) {
      scale.observe(value, seasonal, slot);
      if (autoregression != null) {
        autoregression.learn(seasonal, slot, prior);
      }
    }
  }

  /**
   * The group's own linear forecasts from the newest slot.
   *
   * @param values the newest 24 values, oldest first
   * @param plain receives one change for each horizon, in the values' unit
   * @param withSeason the same of the seasonal forecast
   */
  public void autoregress(
      double[] values, AutoregressionPrior prior, double[] plain, double[] withSeason) {
    if (autoregression == null) {
      double unit = Math.max(Autoregression.restlessness(values), scale.floor());
      autoregression = Autoregression.of(prior, unit);
    }
    autoregression.forecast(newestSlot, values, scale.mean, seasonal, plain, withSeason);
    double last = values[values.length - 1];
    for (int horizon = 0; horizon < Slots.HORIZONS; horizon++) {
      plain[horizon] = within(last, plain[horizon]);
      withSeason[horizon] = within(last, withSeason[horizon]);
    }
  }

  /** A linear forecast knows no bounds: it is kept within what the group has ever shown. */
  private double within(double last, double change) {
    if (scale.count == 0) {
      return 0;
    }
    double low = Math.min(last, scale.lowest);
    double high = Math.max(last, scale.highest);
    return Math.max(low, Math.min(high, last + change)) - last;
  }

  /**
   * Scores the forecasts that were made for a slot, by a model that may have changed since; nothing
   * where that was done before.
   */
  public void realise(long slot, double value, String modelId) {
    if (slot <= realisedSlot) {
      return;
    }
    realisedSlot = slot;
    int model = modelId.hashCode();
    if (model != modelHash) {
      if (modelHash != 0) {
        mix.forget(Expert.NETWORK);
      }
      modelHash = model;
    }
    if (Double.isFinite(value)) {
      for (int horizon = 0; horizon < Slots.HORIZONS; horizon++) {
        if (mix.hasPending(slot, horizon)) {
          interval.realise(slot, horizon, value - mix.pendingMix(slot, horizon));
        }
      }
      mix.realise(slot, value);
    }
  }
}
