package io.prescale.forecasting.network;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import io.prescale.forecasting.natives.NativeLibraries;
import io.prescale.forecasting.natives.NativesUnavailableException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * The one place that loads and configures the native engine (libtorch).
 *
 * <p>The natives come from the class path, never from the network; {@link NativeLibraries} unpacks
 * them. Each operation uses one thread; parallelism comes from running several operators.
 */
public final class PyTorchEngine {
  private static final String LOOK_BY_PROCESS = "ai.djl.util.cuda.fork";

  /** Of this class loader; once it is there it stays. */
  private static final AtomicReference<Engine> LOADED = new AtomicReference<>();

  private static final NativeLibraries NATIVES = NativeLibraries.ofThisClassLoader();
  private static final AtomicBoolean RELEASED = new AtomicBoolean();

  private PyTorchEngine() {}

  /**
   * Loads the engine, or returns the one that is loaded.
   *
   * @throws EngineUnavailableException if it cannot run here; the message says what to do
   */
  public static Engine load() {
    Engine loaded = LOADED.get();
    if (loaded != null) {
      return loaded;
    }
    synchronized (LOADED) {
      if (LOADED.get() == null) {
        LOADED.set(loadNow());
      }
      return LOADED.get();
    }
  }

  /**
   * Lets go of this class loader at the end of its job, when all else that used the engine is
   * closed: the engine would keep it in memory for ever. The engine cannot be used afterwards.
   */
  public static void release() {
    synchronized (LOADED) {
      RELEASED.set(true);
      LOADED.set(null);
      NATIVES.release();
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

  private static Engine loadNow() {
    if (RELEASED.get()) {
      throw new EngineUnavailableException(
          "the PyTorch engine of this job has been released", null);
    }
    setDefault("ai.djl.offline", "true");
    setDefault("OPT_OUT_TRACKING", "true");
    setDefault("ai.djl.pytorch.num_threads", "1");
    setDefault("ai.djl.pytorch.num_interop_threads", "1");
    setDefault("ai.djl.pytorch.graph_optimizer", "false");
    // What JNA unpacks goes there too, else to the user's home.
    setDefault("jna.tmpdir", System.getProperty("java.io.tmpdir"));
    try {
      return NATIVES.load(PyTorchEngine::withOwnContextClassLoader);
    } catch (NativesUnavailableException e) {
      throw new EngineUnavailableException("the PyTorch engine cannot run: " + e.getMessage(), e);
    }
  }

  /** The engine looks its resources up in the thread's class loader, which may be another one. */
  private static Engine withOwnContextClassLoader() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(PyTorchEngine.class.getClassLoader());
    try {
      lookForNoGraphicsProcessor();
      return Engine.getEngine("PyTorch");
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /**
   * DJL looks for graphics processors by JNA, whose thread would keep this class loader in memory,
   * and loads what CUDA there is into the process. Told that another process is to look, it leaves
   * the library alone; that it reads once, so that nobody is started later.
   */
  private static void lookForNoGraphicsProcessor() {
    String before = System.getProperty(LOOK_BY_PROCESS);
    System.setProperty(LOOK_BY_PROCESS, "true");
    try {
      Class.forName("ai.djl.util.cuda.CudaUtils", true, PyTorchEngine.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("DJL lacks a class", e);
    } finally {
      if (before == null) {
        System.clearProperty(LOOK_BY_PROCESS);
      } else {
        System.setProperty(LOOK_BY_PROCESS, before);
      }
    }
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
