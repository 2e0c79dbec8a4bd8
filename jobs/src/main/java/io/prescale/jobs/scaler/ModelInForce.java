package io.prescale.jobs.scaler;

import io.prescale.connectors.model.ModelPointer;
import io.prescale.domain.forecast.Forecast;
import io.prescale.domain.sample.GroupSequence;
import io.prescale.forecasting.Forecaster;
import io.prescale.forecasting.adaptation.GroupState;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model of one subtask: loads a bundle when it is told of a new one, and puts it in force when
 * it has proved sound. A bundle that is refused changes nothing: the one before stays in force.
 *
 * <p>The first bundle is loaded at once, because nothing can be forecast before; later ones in the
 * background, so that scoring goes on meanwhile. Used by the task's thread alone.
 */
final class ModelInForce implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ModelInForce.class);

  /** Below the time after which Flink gives a task up that it has cancelled. */
  private static final int LONGEST_LOADING_SECONDS = 60;

  private final ExecutorService loader;
  private final ClassLoader userCode;
  private final Counter loaded;
  private final Counter refused;
  private Forecaster inForce;
  private ModelPointer loading;
  private CompletableFuture<Forecaster> candidate;

  ModelInForce(MetricGroup metrics, ClassLoader userCode) {
    this.userCode = userCode;
    loaded = metrics.counter(ScalerMetrics.MODELS_LOADED);
    refused = metrics.counter(ScalerMetrics.MODELS_REFUSED);
    loader =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "prescale-model-loader");
              thread.setDaemon(true);
              return thread;
            });
  }

  boolean isInForce() {
    return inForce != null;
  }

  /** Begins to load the bundle; waits for it when there is none in force. */
  void change(ModelPointer pointer) {
    if (candidate != null) {
      candidate.thenAccept(Forecaster::close);
    }
    loading = pointer;
    candidate = CompletableFuture.supplyAsync(() -> load(pointer), loader);
    if (inForce == null) {
      finishLoading();
    }
  }

  /** Puts a bundle that has been loaded in the background in force. */
  void swapIfLoaded() {
    if (candidate != null && candidate.isDone()) {
      finishLoading();
    }
  }

  /** The state of a group that is met for the first time; see {@link Forecaster#begin}. */
  GroupState begin(GroupSequence first) {
    return inForce.begin(first);
  }

  /**
   * Forecasts sequences in order and adapts the states of their groups; there must be a model in
   * force.
   *
   * @param states one for each sequence
   * @return one forecast for each sequence; {@code null} where the model gave none. All {@code
   *     null} when the model fails as a whole
   */
  List<Forecast> forecast(
      List<GroupSequence> sequences, List<GroupState> states, ForecastCounters counters) {
    long started = System.nanoTime();
    try {
      List<Forecast> forecasts = inForce.forecast(sequences, states);
      counters.scored(sequences.size(), System.nanoTime() - started);
      counters.judge(forecasts);
      return forecasts;
    } catch (RuntimeException e) {
      LOG.error(
          "Model {} failed on a batch of {} sequences; their decisions fall back to the observed"
              + " values",
          inForce.modelId(),
          sequences.size(),
          e);
      return Collections.nCopies(sequences.size(), null);
    }
  }

  /** Waits for a bundle that is being loaded: the engine is released next. */
  @Override
  public void close() {
    loader.shutdown();
    awaitLoader();
    if (candidate != null) {
      candidate.thenAccept(Forecaster::close);
    }
    if (inForce != null) {
      inForce.close();
    }
  }

  private void awaitLoader() {
    try {
      if (!loader.awaitTermination(LONGEST_LOADING_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("A model is still being loaded after {} s", LONGEST_LOADING_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Forecaster load(ModelPointer pointer) {
    Thread.currentThread().setContextClassLoader(userCode);
    return Forecaster.load(new FlinkBundleFiles(pointer.bundlePath));
  }

  private void finishLoading() {
    try {
      Forecaster next = candidate.join();
      if (inForce != null) {
        inForce.close();
      }
      inForce = next;
      loaded.inc();
      LOG.info("Model {} is in force, from {}", next.modelId(), loading.bundlePath);
    } catch (RuntimeException e) {
      refused.inc();
      Throwable cause = e.getCause() == null ? e : e.getCause();
      LOG.error(
          "Refused the model in {}: {} {}",
          loading.bundlePath,
          cause.getMessage(),
          inForce == null
              ? "Without a model, decisions use the observed values."
              : "Model " + inForce.modelId() + " stays in force.",
          cause);
    } finally {
      candidate = null;
      loading = null;
    }
  }
}
