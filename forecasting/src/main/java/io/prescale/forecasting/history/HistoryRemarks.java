package io.prescale.forecasting.history;

import io.prescale.domain.metric.Signal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what the user should know of the history that is used. */
final class HistoryRemarks {
  private final Map<String, Files> columns = new LinkedHashMap<>();
  private final Map<String, Files> targets = new LinkedHashMap<>();
  private final List<String> others = new ArrayList<>();

  void columns(String file, HistoryHeader header) {
    columns.computeIfAbsent(header.used(), key -> new Files(file)).count++;
    targets.computeIfAbsent(header.target(), key -> new Files(file)).count++;
  }

  void constant(String group, double value) {
    others.add(
        "All values of group " + group + " are " + value + ": nothing can be learnt from it");
  }

  void add(String remark) {
    others.add(remark);
  }

  /** One sentence each, without a full stop. */
  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    targets.forEach(
        (target, files) -> {
          if (!target.equals(HistoryHeader.columnOf(Signal.CPU_UTILIZATION))) {
            sentences.add("Column " + target + " is what is forecast of " + files);
          }
        });
    if (columns.size() > 1) {
      sentences.add("The files differ in their columns; each is read by its own header");
      columns.forEach((names, files) -> sentences.add(names + ": " + files));
    }
    sentences.addAll(others);
    return sentences;
  }

  /** Files that have something in common. */
  private static final class Files {
    private final String first;
    private int count;

    Files(String first) {
      this.first = first;
    }

    @Override
    public String toString() {
      return count == 1 ? first : count + " files, such as " + first;
    }
  }
}
