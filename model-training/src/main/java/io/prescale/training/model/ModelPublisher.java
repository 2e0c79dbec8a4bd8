package io.prescale.training.model;

import io.prescale.forecasting.bundle.ModelBundle;
import io.prescale.forecasting.bundle.ModelBundleException;
import io.prescale.forecasting.history.HistorySeries;
import io.prescale.training.storage.StorageException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Puts a bundle in force: checks it, compares it with the one in force, copies it, checks the copy,
 * and only then writes the pointer. Whatever fails before that leaves the model in force as it was.
 */
final class ModelPublisher {
  /**
   * What was done.
   *
   * @param model identifier of the model in force now
   * @param previous folder of the one in force before; empty for none
   * @param comparison of the two, as a sentence; empty if they were not compared
   */
  record Published(String model, Optional<String> previous, Optional<String> comparison) {
    /** Whether the model was in force already. */
    boolean wasInForce() {
      return previous.filter(model::equals).isPresent();
    }
  }

  private final ModelRepository repository;
  private final ModelComparison comparison;
  private final boolean force;

  /**
   * @param force whether a model is published that is worse than the one in force, or not compared
   */
  ModelPublisher(ModelRepository repository, ModelComparison comparison, boolean force) {
    this.repository = repository;
    this.comparison = comparison;
    this.force = force;
  }

  /**
   * Publishes.
   *
   * @param history to compare on; empty for none
   * @throws PublishException if the model must not replace the one in force
   * @throws ModelBundleException if the bundle or its copy cannot be used
   * @throws IOException if something cannot be read or written
   */
  Published publish(StoredBundle bundle, List<HistorySeries> history) throws IOException {
    ModelBundle candidate = ModelCheck.load(bundle);
    Optional<String> inForce = inForce();
    boolean replaces = inForce.isPresent() && !inForce.get().equals(candidate.id());
    Optional<String> compared =
        replaces ? compare(candidate, inForce.get(), history) : Optional.empty();
    StoredBundle copy = repository.copy(bundle, candidate.id());
    ModelCheck.load(copy);
    if (inForce.isEmpty() || replaces) {
      repository.pointTo(candidate.id());
    }
    return new Published(candidate.id(), inForce, compared);
  }

  private Optional<String> inForce() throws IOException {
    try {
      return repository.inForce();
    } catch (StorageException broken) {
      if (force) {
        return Optional.empty();
      }
      throw broken;
    }
  }

  private Optional<String> compare(
      ModelBundle candidate, String inForce, List<HistorySeries> history) {
    if (history.isEmpty()) {
      if (force) {
        return Optional.empty();
      }
      throw new PublishException(
          "model "
              + inForce
              + " is in force at "
              + repository.location()
              + "; name history to compare the two on with --history, or publish without"
              + " comparing with --force");
    }
    ModelBundle before;
    try {
      before = ModelCheck.load(repository.bundle(inForce));
    } catch (ModelBundleException e) {
      if (force) {
        return Optional.of("not compared with the model in force: " + e.getMessage());
      }
      throw new PublishException(
          "the model in force cannot be compared with: "
              + e.getMessage()
              + ". Publish without comparing with --force",
          e);
    }
    ModelComparison.Verdict verdict = comparison.compare(candidate, before, history);
    String text = describe(candidate.id(), inForce, verdict);
    if (verdict.isWorse() && !force) {
      throw new PublishException(
          "the model is worse than the one in force, which stays: "
              + text
              + ". Publish it all the same with --force");
    }
    return Optional.of(text);
  }

  private static String describe(
      String candidate, String inForce, ModelComparison.Verdict verdict) {
    return String.format(
        Locale.ROOT,
        "error %.4f x persistence with %s, %.4f with %s (%,d groups, %,d forecasts)",
        verdict.candidate(),
        candidate,
        verdict.inForce(),
        inForce,
        verdict.groups(),
        verdict.forecasts());
  }
}
