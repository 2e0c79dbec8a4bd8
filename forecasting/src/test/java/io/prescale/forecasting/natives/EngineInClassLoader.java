package io.prescale.forecasting.natives;

import ai.djl.engine.Engine;
import io.prescale.forecasting.ScoresOfAModel;
import io.prescale.forecasting.network.PyTorchEngine;
import java.io.IOException;

/** What {@link ClassLoaderRun} calls in each class loader. */
public final class EngineInClassLoader {
  private EngineInClassLoader() {}

  /** Scores of a model, through all that a job goes through. */
  public static String scores() {
    return ScoresOfAModel.asText();
  }

  /** As the end of a job does. */
  public static String release() {
    PyTorchEngine.release();
    return "released";
  }

  /** Loads the engine as if the file system had no hard links. */
  public static String versionWithoutLinks() {
    ClassLoader own = EngineInClassLoader.class.getClassLoader();
    Thread.currentThread().setContextClassLoader(own);
    return new NativeLibraries(
            own,
            TemporaryFolder.ofThisProcess(),
            (link, existing) -> {
              throw new IOException("this test has no hard links");
            })
        .load(() -> Engine.getEngine("PyTorch").getVersion());
  }
}
