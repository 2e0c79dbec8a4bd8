package io.prescale.training.evaluation;

import io.prescale.forecasting.Forecaster;
import io.prescale.forecasting.bundle.LocalBundleFiles;
import io.prescale.forecasting.bundle.ModelBundle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The bundle to evaluate and those that it is compared with, ready to forecast. */
final class LoadedModels implements AutoCloseable {
  /** One bundle under its name. */
  record Model(String name, Path folder, Forecaster forecaster) {
    ModelBundle bundle() {
      return forecaster.bundle();
    }
  }

  private final List<Model> models = new ArrayList<>();

  private LoadedModels() {}

  /**
   * Reads the bundles.
   *
   * @throws io.prescale.forecasting.bundle.ModelBundleException if one cannot be used
   * @throws io.prescale.forecasting.network.EngineUnavailableException if the engine cannot run
   */
  static LoadedModels load(Path model, Map<String, Path> compared) {
    LoadedModels loaded = new LoadedModels();
    try {
      loaded.add(Methods.MODEL, model);
      compared.forEach(loaded::add);
      return loaded;
    } catch (RuntimeException e) {
      loaded.close();
      throw e;
    }
  }

  private void add(String name, Path folder) {
    models.add(new Model(name, folder, Forecaster.load(new LocalBundleFiles(folder))));
  }

  List<Model> models() {
    return models;
  }

  List<NamedForecaster> forecasters() {
    return models.stream()
        .map(model -> new NamedForecaster(model.name(), new BundleForecaster(model.forecaster())))
        .toList();
  }

  List<EvaluationResult.ModelIdentity> identities() {
    return models.stream()
        .map(
            model ->
                new EvaluationResult.ModelIdentity(
                    model.name(), model.bundle().id(), model.folder().toString()))
        .toList();
  }

  @Override
  public void close() {
    models.forEach(model -> model.forecaster().close());
  }
}
