package io.prescale.forecasting.features;

import io.prescale.domain.sample.GroupSequence;
import io.prescale.domain.time.Slots;
import io.prescale.forecasting.adaptation.GroupState;
import io.prescale.forecasting.adaptation.ScaleEstimate;
import io.prescale.forecasting.adaptation.SeasonalMemory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The features of the whole sequence: how the group's own linear forecasts see the next hour, what
 * it did yesterday and usually does, which calendar events come, and how large and how restless the
 * group is. Changes over h slots are in units of the group's typical change over h slots.
 *
 * <p>The first {@link Slots#HORIZONS} are the changes of the seasonal autoregression, which the
 * network's gate lets through or holds back.
 */
final class StaticFeatures {
  private static final int HORIZONS = Slots.HORIZONS;
  private static final double CHANGE_LIMIT = 10;

  private static final int SEASONAL_AUTOREGRESSION = 0;
  private static final int PLAIN_AUTOREGRESSION = SEASONAL_AUTOREGRESSION + HORIZONS;
  private static final int YESTERDAY = PLAIN_AUTOREGRESSION + HORIZONS;
  private static final int USUAL = YESTERDAY + HORIZONS;
  private static final int EVENT = USUAL + HORIZONS;
  private static final int SCALARS = EVENT + HORIZONS;
  private static final String[] SCALAR_NAMES = {
    "yesterday_now",
    "usual_now",
    "yesterday_known",
    "usual_known",
    "like_yesterday_hours",
    "like_yesterday_day",
    "like_usual_hours",
    "like_usual_day",
    "event_now",
    "level",
    "smoothness",
    "relative_level",
    "restlessness",
    "experience"
  };
  private static final int SIZE = SCALARS + SCALAR_NAMES.length;

  private StaticFeatures() {}

  static List<String> names() {
    List<String> names = new ArrayList<>();
    String[] byHorizon = {
      "seasonal_autoregression", "autoregression", "yesterday", "usual", "event"
    };
    for (String name : byHorizon) {
      for (int horizon = 1; horizon <= HORIZONS; horizon++) {
        names.add(name + "_" + horizon);
      }
    }
    Collections.addAll(names, SCALAR_NAMES);
    return Collections.unmodifiableList(names);
  }

  /** Writes the features; places of groups that are not in use stay 0. */
  static void write(
      FeatureSchema schema,
      GroupSequence sequence,
      GroupState state,
      double last,
      double[] plain,
      double[] seasonal,
      float[] out,
      int offset) {
    Arrays.fill(out, offset, offset + SIZE, 0f);
    ScaleEstimate scale = state.scale;
    if (schema.uses(FeatureGroup.AUTOREGRESSION)) {
      for (int horizon = 0; horizon < HORIZONS; horizon++) {
        double unit = scale.changeScale(horizon);
        out[offset + SEASONAL_AUTOREGRESSION + horizon] = limited(seasonal[horizon] / unit);
        out[offset + PLAIN_AUTOREGRESSION + horizon] = limited(plain[horizon] / unit);
      }
    }
    if (schema.uses(FeatureGroup.SEASONAL)) {
      writeSeason(state, last, out, offset);
    }
    int scalars = offset + SCALARS;
    if (schema.uses(FeatureGroup.CALENDAR)) {
      boolean[] active = sequence.calendar.active;
      for (int horizon = 0; horizon < HORIZONS; horizon++) {
        out[offset + EVENT + horizon] = active[Slots.SEQUENCE_LENGTH + horizon] ? 1 : 0;
      }
      out[scalars + 8] = active[Slots.SEQUENCE_LENGTH - 1] ? 1 : 0;
    }
    if (schema.uses(FeatureGroup.VALUES)) {
      double deviation = Math.max(scale.deviation(), scale.changeScale(0));
      double spread = scale.changeScale(2);
      out[scalars + 9] = (float) Math.max(-5, Math.min(5, (last - scale.mean) / deviation));
      out[scalars + 10] = (float) Math.log(deviation / spread);
      out[scalars + 11] = (float) Math.log(1 + Math.abs(scale.mean) / deviation);
      double change = 0;
      for (int step = 1; step < Slots.SEQUENCE_LENGTH; step++) {
        change +=
            Math.abs(valueAt(sequence, state, step) - valueAt(sequence, state, step - 1))
                / (Slots.SEQUENCE_LENGTH - 1);
      }
      out[scalars + 12] = (float) Math.log(0.05 + change / scale.changeScale(0));
      out[scalars + 13] = (float) scale.count / ScaleEstimate.MEMORY;
    }
  }

  private static double valueAt(GroupSequence sequence, GroupState state, int step) {
    return ForecastQuantity.valueAt(sequence, step, state.quantity);
  }

  private static void writeSeason(GroupState state, double last, float[] out, int offset) {
    SeasonalMemory memory = state.seasonal;
    int yesterdays = 0;
    int usuals = 0;
    for (int horizon = 0; horizon < HORIZONS; horizon++) {
      double unit = state.scale.changeScale(horizon);
      float yesterday = memory.yesterdayAhead(state.newestSlot, horizon + 1);
      float usual = memory.usualAhead(state.newestSlot, horizon + 1);
      if (!Float.isNaN(yesterday)) {
        out[offset + YESTERDAY + horizon] = signedLog((yesterday - last) / unit);
        yesterdays++;
      }
      if (!Float.isNaN(usual)) {
        out[offset + USUAL + horizon] = signedLog((usual - last) / unit);
        usuals++;
      }
    }
    int scalars = offset + SCALARS;
    double unit = state.scale.changeScale(HORIZONS - 1);
    out[scalars] = Float.isNaN(memory.yesterday) ? 0 : signedLog((memory.yesterday - last) / unit);
    out[scalars + 1] = Float.isNaN(memory.usual) ? 0 : signedLog((memory.usual - last) / unit);
    out[scalars + 2] = (float) yesterdays / HORIZONS;
    out[scalars + 3] = (float) usuals / HORIZONS;
    float[] differences = memory.differences;
    for (int span = 0; span < 2; span++) {
      double hour = differences[4 + span];
      out[scalars + 4 + span] = ratio(differences[span], hour, unit);
      out[scalars + 6 + span] = ratio(differences[2 + span], hour, unit);
    }
  }

  /** Below 0 where the day before tells more than the hour before; 0 where nothing is known. */
  private static float ratio(double season, double hour, double unit) {
    if (Double.isNaN(season) || Double.isNaN(hour)) {
      return 0;
    }
    double floor = 0.01 * unit;
    return (float) Math.log((season + floor) / (hour + floor));
  }

  private static float limited(double value) {
    return (float) Math.max(-CHANGE_LIMIT, Math.min(CHANGE_LIMIT, value));
  }

  private static float signedLog(double value) {
    return (float) (Math.signum(value) * Math.log(1 + Math.abs(value)));
  }
}
