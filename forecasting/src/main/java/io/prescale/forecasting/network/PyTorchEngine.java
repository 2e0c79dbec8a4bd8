package io.prescale.forecasting.network;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The one place that loads and configures the native engine (libtorch).
 *
 * <p>The natives come from the class path, never from the network, and are unpacked once into the
 * cache folder: environment variable or system property {@code DJL_CACHE_DIR}, else {@code .djl.ai}
 * in the user's home, or in the temporary folder where the home cannot be written. Each operation
 * uses one thread; parallelism comes from running several operators.
 */
public final class PyTorchEngine {
  /** One for the whole JVM: an interned string is shared by all class loaders, a static is not. */
  private static final String LOCK = "io.prescale.forecasting.network.PyTorchEngine".intern();

  private PyTorchEngine() {}

  /**
   * Loads the engine, or returns the one that is loaded.
   *
   * @throws EngineUnavailableException if it cannot run here; the message says what to do
   */
  public static Engine load() {
    synchronized (LOCK) {
      setDefault("ai.djl.offline", "true");
      setDefault("OPT_OUT_TRACKING", "true");
      setDefault("ai.djl.pytorch.num_threads", "1");
      setDefault("ai.djl.pytorch.num_interop_threads", "1");
      setDefault("ai.djl.pytorch.graph_optimizer", "false");
      Optional<String> problem = GlibcCheck.ofThisProcess().problem();
      if (problem.isPresent()) {
        throw new EngineUnavailableException(problem.get(), null);
      }
      return loadWithContextClassLoader();
    }
  }

  /** A manager of native memory; the caller closes it. */
  public static NDManager newManager() {
    return load().newBaseManager();
  }

  /**
   * Runs work without recording for gradients. The engine keeps by thread whether it records, does
   * so by default in every thread but the one that loaded it, and then takes slower kernels that
   * round differently: the same sequence would get another forecast in another thread.
   */
  static <T> T withoutGradients(Supplier<T> work) {
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(false);
    try {
      return work.get();
    } finally {
      JniUtils.setGradMode(before);
    }
  }

  /** The engine looks its resources up in the thread's class loader, which may be another one. */
  private static Engine loadWithContextClassLoader() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(PyTorchEngine.class.getClassLoader());
    try {
      return Engine.getEngine("PyTorch");
    } catch (RuntimeException | LinkageError | AssertionError e) {
      throw new EngineUnavailableException(
          "the PyTorch engine cannot be loaded ("
              + rootCause(e).getMessage()
              + "); check that the jar holds the natives of "
              + System.getProperty("os.name")
              + " "
              + System.getProperty("os.arch")
              + " and that DJL_CACHE_DIR names a writable folder with 500 MB left",
          e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  private static Throwable rootCause(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
