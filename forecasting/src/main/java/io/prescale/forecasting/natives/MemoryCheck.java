package io.prescale.forecasting.natives;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether there is room for libtorch in the memory of the machine and of the container (control
 * group, version 2). Asked first, because a process that outgrows its container is killed without a
 * word. Where the system does not tell, nothing is wrong.
 */
final class MemoryCheck {
  /**
   * What libtorch was seen to take beside the heap: code and data of its own, and a small model.
   */
  private static final long NEEDED = 128L << 20;

  private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d+) kB");
  private static final Pattern ANONYMOUS = Pattern.compile("(?m)^anon (\\d+)$");

  private final Path machine;
  private final Path container;

  /**
   * @param machine such as {@code /proc/meminfo}
   * @param container folder of the control group, with {@code memory.max} and {@code memory.stat}
   */
  MemoryCheck(Path machine, Path container) {
    this.machine = machine;
    this.container = container;
  }

  static MemoryCheck ofThisProcess() {
    return new MemoryCheck(Paths.get("/proc/meminfo"), Paths.get("/sys/fs/cgroup"));
  }

  /** What stands against loading libtorch; empty if nothing does, or if it cannot be told. */
  Optional<String> problem() {
    OptionalLong ofMachine = number(machine, AVAILABLE);
    if (ofMachine.isPresent() && ofMachine.getAsLong() << 10 < NEEDED) {
      return Optional.of(tooLittle(ofMachine.getAsLong() << 10, "this machine"));
    }
    // Cached files count towards the limit too, but make room when memory is asked for.
    OptionalLong limit = number(container.resolve("memory.max"), Pattern.compile("^(\\d+)\\s*$"));
    OptionalLong used = number(container.resolve("memory.stat"), ANONYMOUS);
    if (limit.isPresent() && used.isPresent()) {
      long left = limit.getAsLong() - used.getAsLong();
      if (left < NEEDED) {
        return Optional.of(tooLittle(Math.max(left, 0), "this container"));
      }
    }
    return Optional.empty();
  }

  private static String tooLittle(long left, String where) {
    return "libtorch needs "
        + Mebibytes.of(NEEDED)
        + " of memory beside the heap, but "
        + where
        + " has "
        + Mebibytes.of(left)
        + " left; give it more memory, or the JVM a smaller heap"
        + " (Flink: taskmanager.memory.task.off-heap.size)";
  }

  private static OptionalLong number(Path file, Pattern pattern) {
    try {
      Matcher matcher = pattern.matcher(Files.readString(file));
      return matcher.find()
          ? OptionalLong.of(Long.parseLong(matcher.group(1)))
          : OptionalLong.empty();
    } catch (IOException | NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
