package io.prescale.simulator.backtest.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Additive Holt-Winters smoothing with a season of one day. Of a few sets of smoothing constants,
 * the one with the smallest recent error three slots ahead counts.
 *
 * <pre>
 *   level  = a (y - season[t-m]) + (1 - a) (level + trend)
 *   trend  = b (level - last level) + (1 - b) trend
 *   season = g (y - level) + (1 - g) season[t-m]
 *   ahead(h) = level + h trend + season[t-m+h]
 * </pre>
 *
 * <p>Source: P. R. Winters, "Forecasting sales by exponentially weighted moving averages",
 * Management Science 6 (1960).
 */
public final class HoltWintersPredictor implements LoadPredictor {
  private static final int SEASON = SeasonalNaivePredictor.SLOTS_OF_DAY;
  private static final int SCORED_AHEAD = 3;
  private static final double[] LEVELS = {0.2, 0.5, 0.8};
  private static final double[] TRENDS = {0, 0.01};
  private static final double[] SEASONS = {0.1, 0.4};

  /** Error of a week ago counts about a third. */
  private static final double ERROR_DECAY = 1 - 1.0 / (7 * SEASON);

  private final List<Smoothing> candidates = new ArrayList<>();
  private final double[] firstDay = new double[SEASON];
  private int observed;
  private double last;

  public HoltWintersPredictor() {
    for (double level : LEVELS) {
      for (double trend : TRENDS) {
        for (double season : SEASONS) {
          candidates.add(new Smoothing(level, trend, season));
        }
      }
    }
  }

  @Override
  public void observe(double load) {
    last = Double.isNaN(load) ? last : load;
    if (observed < SEASON) {
      firstDay[observed] = last;
      if (observed == SEASON - 1) {
        candidates.forEach(candidate -> candidate.begin(firstDay));
      }
    } else {
      for (Smoothing candidate : candidates) {
        candidate.observe(last);
      }
    }
    observed++;
  }

  @Override
  public double ahead(int slots) {
    if (observed < SEASON) {
      return Double.NaN;
    }
    return candidates.stream()
        .min(Comparator.comparingDouble(candidate -> candidate.error))
        .orElseThrow()
        .ahead(slots);
  }

  /** One set of smoothing constants. */
  private static final class Smoothing {
    private final double alpha;
    private final double beta;
    private final double gamma;
    private final double[] season = new double[SEASON];
    private final double[] pending = new double[SCORED_AHEAD];
    private double level;
    private double trend;
    private int position;
    private long slots;
    private double error;

    Smoothing(double alpha, double beta, double gamma) {
      this.alpha = alpha;
      this.beta = beta;
      this.gamma = gamma;
    }

    void begin(double[] day) {
      double sum = 0;
      for (double value : day) {
        sum += value;
      }
      level = sum / SEASON;
      for (int slot = 0; slot < SEASON; slot++) {
        season[slot] = day[slot] - level;
      }
    }

    void observe(double value) {
      int due = (int) (slots % SCORED_AHEAD);
      if (slots >= SCORED_AHEAD) {
        double miss = value - pending[due];
        error = ERROR_DECAY * error + miss * miss;
      }
      double before = level;
      level = alpha * (value - season[position]) + (1 - alpha) * (level + trend);
      trend = beta * (level - before) + (1 - beta) * trend;
      season[position] = gamma * (value - level) + (1 - gamma) * season[position];
      position = (position + 1) % SEASON;
      pending[due] = ahead(SCORED_AHEAD);
      slots++;
    }

    double ahead(int steps) {
      return level + steps * trend + season[(position + steps - 1) % SEASON];
    }
  }
}
