package io.prescale.forecasting.natives;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.internal.Cleaner;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The references by which the library between Java and libtorch holds classes of its class loader.
 *
 * <p>It takes them when it is loaded, and gives them back when the JVM unloads it, which the JVM
 * does when nobody refers to the class loader any more: never. So every job that was ever submitted
 * would stay in memory with all its classes. Here the library is made to give them back earlier. It
 * stays loaded itself, as libtorch must, whose threads may still run.
 *
 * <p>Runs in a class loader of its own, see {@link ClassLoaderRelease}; so it knows nothing but the
 * JDK and JNA.
 */
public final class ClassReferences implements Consumer<String> {
  /** {@code dlopen}: find symbols when they are used, and never unload (glibc). */
  private static final int LAZY_AND_FOR_EVER = 0x1001;

  private static final Path JVM =
      Path.of(System.getProperty("java.home"), "lib", "server", "libjvm.so");

  /** Where the library keeps them. */
  private static final String[] VARIABLES = {
    "NULL_PTR_EXCEPTION_CLASS",
    "ILLEGAL_STATE_EXCEPTION_CLASS",
    "ENGINE_EXCEPTION_CLASS",
    "JNI_UTILS_CLASS",
    "LOG4J_LOGGER_CLASS"
  };

  /**
   * Makes a library give them back; nobody may call it afterwards.
   *
   * @param jniLibrary the path that it was loaded by, which need not exist any more
   * @throws UnsatisfiedLinkError if the library is another one than expected; nothing is changed
   */
  @Override
  public void accept(String jniLibrary) {
    startNoCleaner();
    try (NativeLibrary library =
            NativeLibrary.getInstance(
                jniLibrary, Map.of(Library.OPTION_OPEN_FLAGS, LAZY_AND_FOR_EVER));
        NativeLibrary jvm = NativeLibrary.getInstance(JVM.toString())) {
      Pointer[] variables = new Pointer[VARIABLES.length];
      for (int index = 0; index < variables.length; index++) {
        variables[index] = library.getGlobalVariableAddress(VARIABLES[index]);
      }
      Function giveBack = library.getFunction("JNI_OnUnload");
      giveBack.invokeVoid(new Object[] {virtualMachine(jvm), Pointer.NULL});
      // Or they would be given back once more when the JVM does unload the class loader.
      for (Pointer variable : variables) {
        variable.setPointer(0, Pointer.NULL);
      }
    }
  }

  private static Pointer virtualMachine(NativeLibrary jvm) {
    PointerByReference first = new PointerByReference();
    IntByReference count = new IntByReference();
    jvm.getFunction("JNI_GetCreatedJavaVMs").invokeInt(new Object[] {first, 1, count});
    return first.getValue();
  }

  /**
   * Where JNA believes that its thread runs, it starts none, which would keep the class loader for
   * half a minute and more. All that the thread would close is closed here.
   */
  private static void startNoCleaner() {
    try {
      Field thread = Cleaner.class.getDeclaredField("cleanerThread");
      thread.setAccessible(true);
      thread.set(Cleaner.getCleaner(), Thread.currentThread());
    } catch (ReflectiveOperationException e) {
      // Another JNA: its thread ends when it has had nothing to do for a while.
      return;
    }
  }
}
