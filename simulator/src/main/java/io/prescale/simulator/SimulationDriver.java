package io.prescale.simulator;

import io.prescale.domain.time.TimeScale;
import io.prescale.simulator.fleet.SimulatedFleet;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a fleet's time pass along with the machine's, at the speed of a time scale. When the machine
 * falls behind, the minutes missed pass one after the other. If the fleet fails, its time stops and
 * {@link #failure()} tells why.
 */
public final class SimulationDriver implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SimulationDriver.class);
  private static final long SHORTEST_PERIOD_MILLIS = 5;

  private final SimulatedFleet fleet;
  private final TimeScale timeScale;
  private final Clock clock;
  private final ScheduledExecutorService thread;
  private volatile RuntimeException failure;

  /**
   * @param timeScale gives the fleet's time
   * @param clock the machine's clock
   */
  public SimulationDriver(SimulatedFleet fleet, TimeScale timeScale, Clock clock) {
    this.fleet = fleet;
    this.timeScale = timeScale;
    this.clock = clock;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread driver = new Thread(task, "simulation-driver");
              driver.setDaemon(true);
              return driver;
            });
  }

  /** Lets time pass until closed. To be called once. */
  public SimulationDriver start() {
    // Twice a step, so that no minute passes more than half a minute late.
    long period =
        Math.max(
            SHORTEST_PERIOD_MILLIS, timeScale.toRealMillis(SimulatedFleet.STEP.toMillis() / 2));
    Future<?> unused = thread.scheduleAtFixedRate(this::advance, 0, period, TimeUnit.MILLISECONDS);
    return this;
  }

  private void advance() {
    try {
      fleet.advanceTo(timeScale.now(clock));
    } catch (RuntimeException e) {
      failure = e;
      LOG.error("The simulated fleet failed; its time stands still from now on", e);
      throw e;
    }
  }

  /** Why time stands still, if it does. */
  public Optional<RuntimeException> failure() {
    return Optional.ofNullable(failure);
  }

  /** Stops time; when this returns, no step is under way any more. */
  @Override
  public void close() {
    // The interrupt ends a long catching up after its current minute.
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("The simulated fleet did not finish its step within 10 seconds");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
