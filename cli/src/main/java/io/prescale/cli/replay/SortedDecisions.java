package io.prescale.cli.replay;

import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.policy.json.DecisionJson;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Writes decisions as JSON lines, sorted by group and slot, in whatever order they come: lines go
 * to a scratch file at once, and only their places are kept in memory.
 */
final class SortedDecisions implements AutoCloseable {
  private static final Comparator<Line> BY_GROUP_AND_SLOT =
      Comparator.comparing(Line::group).thenComparingLong(Line::slotEnd);

  private final DecisionJson decisionJson = new DecisionJson();
  private final Path scratch;
  private final OutputStream out;
  private final List<Line> lines = new ArrayList<>();
  private long written;

  private record Line(String group, long slotEnd, long offset, int length) {}

  /**
   * @param folder where the scratch file and the result stand
   */
  SortedDecisions(Path folder) throws IOException {
    scratch = Files.createTempFile(folder, "decisions", ".unsorted");
    out = new BufferedOutputStream(Files.newOutputStream(scratch));
  }

  void add(ScalingDecision decision) throws IOException {
    byte[] json = (decisionJson.write(decision) + "\n").getBytes(StandardCharsets.UTF_8);
    lines.add(new Line(decision.group, decision.slotEnd, written, json.length));
    out.write(json);
    written += json.length;
  }

  /** Writes the sorted file; replaces one that is there. */
  void writeTo(Path file) throws IOException {
    out.close();
    lines.sort(BY_GROUP_AND_SLOT);
    Path incomplete = file.resolveSibling(file.getFileName() + ".incomplete");
    try (RandomAccessFile in = new RandomAccessFile(scratch.toFile(), "r");
        OutputStream sorted = new BufferedOutputStream(Files.newOutputStream(incomplete))) {
      for (Line line : lines) {
        byte[] bytes = new byte[line.length()];
        in.seek(line.offset());
        in.readFully(bytes);
        sorted.write(bytes);
      }
    }
    Files.move(incomplete, file, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() throws IOException {
    out.close();
    Files.deleteIfExists(scratch);
  }
}
