package io.prescale.forecasting.natives;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The program of a forked JVM: loads the engine in class loaders of their own, as a cluster does
 * for jobs, and writes a line for each. Arguments are steps, carried out in order.
 */
public final class ClassLoaderRun {
  private static final String RESULT = "result ";

  private final List<URLClassLoader> open = new ArrayList<>();
  private final List<WeakReference<ClassLoader>> closed = new ArrayList<>();
  private final PrintStream out;

  private ClassLoaderRun(PrintStream out) {
    this.out = out;
  }

  /**
   * Runs steps: {@code keep} scores in a class loader that stays open, {@code drop} in one that is
   * released and closed at once, {@code unlinked} where there are no hard links, {@code delete}
   * removes what has been unpacked, {@code released} says how many of the closed class loaders are
   * gone.
   */
  public static void main(String[] steps) throws Exception {
    ClassLoaderRun run = new ClassLoaderRun(System.out);
    for (String step : steps) {
      run.out.println(RESULT + run.step(step));
    }
  }

  /** What the steps wrote. */
  static List<String> results(Stream<String> output) {
    return output
        .filter(line -> line.startsWith(RESULT))
        .map(line -> line.substring(RESULT.length()))
        .toList();
  }

  private String step(String step) throws Exception {
    switch (step) {
      case "keep":
        open.add(newClassLoader());
        return call(open.get(open.size() - 1), "scores");
      case "drop":
        return drop();
      case "unlinked":
        open.add(newClassLoader());
        return call(open.get(open.size() - 1), "versionWithoutLinks");
      case "delete":
        NativesFolder.delete(NativesFolder.below(TemporaryFolder.ofThisProcess()).root());
        return "deleted";
      case "released":
        return released() + " of " + closed.size();
      default:
        throw new IllegalArgumentException(step);
    }
  }

  private String drop() throws Exception {
    try (URLClassLoader classLoader = newClassLoader()) {
      closed.add(new WeakReference<>(classLoader));
      String scores = call(classLoader, "scores");
      call(classLoader, "release");
      return scores;
    }
  }

  private long released() {
    for (int attempt = 0; attempt < 20; attempt++) {
      System.gc();
      System.runFinalization();
    }
    return closed.stream().filter(reference -> reference.get() == null).count();
  }

  private static String call(ClassLoader classLoader, String method) throws Exception {
    try {
      return (String)
          classLoader
              .loadClass("io.prescale.forecasting.natives.EngineInClassLoader")
              .getMethod(method)
              .invoke(null);
    } catch (InvocationTargetException e) {
      return "refused: " + e.getCause().getMessage();
    }
  }

  /** As Flink's: all of the job's classes anew, logging from the cluster. */
  private static URLClassLoader newClassLoader() throws IOException {
    List<URL> jars = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path path = Path.of(entry);
      boolean logging = path.getFileName().toString().matches("(log4j|slf4j).*");
      if (!logging && Files.exists(path)) {
        jars.add(path.toUri().toURL());
      }
    }
    return new URLClassLoader(jars.toArray(URL[]::new), new LoggingOnly());
  }

  private static final class LoggingOnly extends ClassLoader {
    private static final List<String> PARENT_FIRST =
        Arrays.asList("org.slf4j.", "org.apache.logging.");

    LoggingOnly() {
      super(ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (PARENT_FIRST.stream().anyMatch(name::startsWith)) {
        return ClassLoaderRun.class.getClassLoader().loadClass(name);
      }
      throw new ClassNotFoundException(name);
    }
  }
}
