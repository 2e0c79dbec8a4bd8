package io.prescale.simulator.backtest;

import io.prescale.forecasting.Forecaster;
import io.prescale.forecasting.bundle.ModelBundle;
import io.prescale.simulator.backtest.result.BacktestResult;
import io.prescale.simulator.backtest.result.BacktestSettings;
import io.prescale.simulator.backtest.result.SeriesResult;
import io.prescale.simulator.demand.DemandException;
import io.prescale.simulator.demand.DemandSeries;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs policies on demand series. The series are shared out among threads; each thread scores the
 * sequences of its series together, see {@link ForecastsAhead}. A forecast does not depend on its
 * batch, so the result depends neither on the number of threads nor on which series run together.
 */
public final class Backtest {
  private final BacktestSettings settings;
  private final InstanceScale scale;
  private final List<PolicyName> policies;
  private final Optional<ModelBundle> model;
  private final BacktestObserver observer;

  /**
   * @param policies in any order
   * @param model what {@code prescale-*} forecast with; may be empty if they do not run
   * @throws IllegalArgumentException if a policy needs a model and there is none
   */
  public Backtest(
      BacktestSettings settings,
      InstanceScale scale,
      List<PolicyName> policies,
      Optional<ModelBundle> model,
      BacktestObserver observer) {
    this.settings = settings;
    this.scale = scale;
    this.policies = policies.stream().distinct().toList();
    this.model = model;
    this.observer = observer;
    if (model.isEmpty() && policies.stream().anyMatch(PolicyName::forecastsByModel)) {
      throw new IllegalArgumentException("the policies " + policies + " need a model");
    }
  }

  /**
   * Runs to the end of all series.
   *
   * @param threads at least 1
   * @throws DemandException if a series cannot be used, or two have the same name
   */
  public BacktestResult run(List<DemandSeries> demand, int threads) throws InterruptedException {
    List<ScaledSeries> scaled = scaled(demand);
    int workers = Math.max(1, Math.min(threads, scaled.size()));
    List<List<ScaledSeries>> shares = new ArrayList<>();
    for (int worker = 0; worker < workers; worker++) {
      shares.add(new ArrayList<>());
    }
    for (int index = 0; index < scaled.size(); index++) {
      shares.get(index % workers).add(scaled.get(index));
    }
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      List<Future<List<SeriesResult>>> futures = new ArrayList<>();
      shares.forEach(share -> futures.add(pool.submit(() -> runShare(share))));
      List<List<SeriesResult>> results = new ArrayList<>();
      for (Future<List<SeriesResult>> future : futures) {
        results.add(future.get());
      }
      List<SeriesResult> ordered = new ArrayList<>();
      for (int index = 0; index < scaled.size(); index++) {
        ordered.add(results.get(index % workers).get(index / workers));
      }
      return new BacktestResult(settings, model.map(ModelBundle::id).orElse(""), ordered);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException) {
        throw (RuntimeException) e.getCause();
      }
      throw new IllegalStateException("the backtest failed", e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private List<ScaledSeries> scaled(List<DemandSeries> demand) {
    if (demand.isEmpty()) {
      throw new DemandException("expected at least one demand series, found none");
    }
    Set<String> names = new HashSet<>();
    List<ScaledSeries> scaled = new ArrayList<>();
    for (DemandSeries series : demand) {
      if (!names.add(series.name())) {
        throw new DemandException(
            series.source() + ": there is another series of the name " + series.name());
      }
      scaled.add(
          ScaledSeries.of(
              series,
              scale,
              settings.objectives().targetUtilization(),
              settings.objectives().testFraction()));
    }
    return scaled;
  }

  private List<SeriesResult> runShare(List<ScaledSeries> share) {
    List<SeriesBacktest> backtests = new ArrayList<>();
    List<PolicyRun> forecasting = new ArrayList<>();
    for (ScaledSeries series : share) {
      SeriesBacktest backtest = new SeriesBacktest(series, policies, settings, observer);
      backtests.add(backtest);
      for (PolicyRun run : backtest.runs()) {
        run.advance();
        if (run.isWaiting()) {
          forecasting.add(run);
        }
      }
    }
    if (!forecasting.isEmpty()) {
      try (Forecaster forecaster = Forecaster.of(model.orElseThrow())) {
        new ForecastsAhead(forecaster).advance(forecasting);
      }
    }
    return backtests.stream().map(SeriesBacktest::result).toList();
  }
}
