package io.prescale.forecasting.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts the rows of one file that are left out, by reason. */
final class LeftOutRows implements RowProblemListener {
  private final String source;
  private final Map<String, Rows> rows = new LinkedHashMap<>();
  private final List<LeftOut> broken = new ArrayList<>();

  LeftOutRows(String source) {
    this.source = source;
  }

  @Override
  public void onProblem(RowProblem problem) {
    Rows same = rows.computeIfAbsent(problem.kind(), kind -> new Rows(problem.line(), problem));
    same.count++;
  }

  /** A row left out for a reason that the loader found. */
  void add(String reason, long line) {
    rows.computeIfAbsent(reason, key -> new Rows(line, null)).count++;
  }

  @Override
  public void onBroken(long line, HistoryException problem) {
    broken.add(new LeftOut(source, "the rest of the file is " + problem.problem(), 0, 0));
  }

  boolean isEmpty() {
    return rows.isEmpty() && broken.isEmpty();
  }

  List<LeftOut> leftOut() {
    List<LeftOut> all = new ArrayList<>();
    rows.forEach(
        (reason, same) -> {
          String found = same.first == null ? "" : same.first.example();
          all.add(new LeftOut(source, reason + found, same.count, same.firstLine));
        });
    all.addAll(broken);
    return all;
  }

  /** Rows left out for one reason. */
  private static final class Rows {
    private final long firstLine;
    private final RowProblem first;
    private long count;

    Rows(long firstLine, RowProblem first) {
      this.firstLine = firstLine;
      this.first = first;
    }
  }
}
