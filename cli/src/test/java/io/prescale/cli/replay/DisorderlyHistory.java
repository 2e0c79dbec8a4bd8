package io.prescale.cli.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes of a clean history what is met in practice: single slots missing and long gaps, cells
 * without a value, several rows in one slot, rows that another one rewrites under the same time
 * stamp, and all of it unsorted. The same seed makes the same file.
 */
final class DisorderlyHistory {
  private static final int CPU = 2;
  private static final Duration LATER_IN_THE_SLOT = Duration.ofMinutes(2);

  private final Random random;
  private final List<String> rows = new ArrayList<>();
  private final Set<String> slots = new TreeSet<>();
  private final Map<String, Integer> skipping = new HashMap<>();

  private DisorderlyHistory(long seed) {
    random = new Random(seed);
  }

  /**
   * Writes the disorderly copy.
   *
   * @return {@code group@start} of the slots that have a row
   */
  static Set<String> write(Path clean, Path disorderly, long seed) throws IOException {
    List<String> lines = Files.readAllLines(clean);
    DisorderlyHistory history = new DisorderlyHistory(seed);
    lines.subList(1, lines.size()).forEach(history::add);
    Collections.shuffle(history.rows, history.random);
    List<String> written = new ArrayList<>(List.of(lines.get(0)));
    written.addAll(history.rows);
    Files.write(disorderly, written);
    return history.slots;
  }

  private void add(String row) {
    String[] cells = row.split(",", -1);
    if (isSkipped(cells[1])) {
      return;
    }
    slots.add(cells[1] + "@" + cells[0]);
    if (random.nextInt(40) == 0) {
      cells[CPU] = "";
    }
    rows.add(String.join(",", cells));
    if (random.nextInt(20) == 0) {
      cells[CPU] = Integer.toString(random.nextInt(100));
      rows.add(String.join(",", cells));
    }
    if (random.nextInt(20) == 0) {
      cells[0] = Instant.parse(cells[0]).plus(LATER_IN_THE_SLOT).toString();
      cells[CPU] = Integer.toString(random.nextInt(100));
      rows.add(String.join(",", cells));
    }
  }

  private boolean isSkipped(String group) {
    int left = skipping.getOrDefault(group, 0);
    if (left == 0 && random.nextInt(50) == 0) {
      left = 1 + random.nextInt(8);
    }
    skipping.put(group, Math.max(0, left - 1));
    return left > 0;
  }
}
