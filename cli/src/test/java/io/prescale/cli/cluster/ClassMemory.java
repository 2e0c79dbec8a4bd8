package io.prescale.cli.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What classes take in a task manager after a full garbage collection, by the JDK's {@code jcmd}.
 *
 * @param classLoaders of jobs, running and ended ones, that are in memory
 * @param metaspace used, MiB
 * @param resident memory of the whole process, MiB
 */
record ClassMemory(int classLoaders, double metaspace, double resident) {
  private static final Pattern CLASS_LOADERS =
      Pattern.compile("(\\d+) +\\d+ +org\\.apache\\.flink\\.util\\.ChildFirstClassLoader\\b");
  private static final Pattern METASPACE =
      Pattern.compile("Both: .* ([\\d.]+) MB \\([ <>\\d]+%\\) used");
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  /** Measures a process of this machine. */
  static ClassMemory of(long pid) throws IOException, InterruptedException {
    // The first one collects the garbage; what then is finalized goes with the second.
    jcmd(pid, "GC.run");
    Matcher classLoaders = CLASS_LOADERS.matcher(jcmd(pid, "GC.class_histogram"));
    return new ClassMemory(
        classLoaders.find() ? Integer.parseInt(classLoaders.group(1)) : 0,
        number(METASPACE, jcmd(pid, "VM.metaspace")),
        number(RESIDENT, Files.readString(Path.of("/proc", Long.toString(pid), "status"))) / 1024);
  }

  private static double number(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new AssertionError("no '" + pattern + "' in " + text);
    }
    return Double.parseDouble(matcher.group(1));
  }

  private static String jcmd(long pid, String command) throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(jcmd.toString(), Long.toString(pid), command)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError("jcmd " + command + ": " + output);
    }
    return output;
  }

  @Override
  public String toString() {
    return String.format(
        "%d class loaders, metaspace %.0f MiB, resident %.0f MiB",
        classLoaders, metaspace, resident);
  }
}
