package io.prescale.training.evaluation.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.prescale.training.evaluation.EvaluationResult;
import io.prescale.training.evaluation.HorizonScore;
import io.prescale.training.evaluation.MethodScore;
import io.prescale.training.evaluation.SeriesEvaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code series.csv}: a line for each series, horizon and method; an undefined measure is empty.
 */
final class SeriesCsv {
  private static final CsvMapper MAPPER = new CsvMapper();
  private static final CsvSchema SCHEMA =
      CsvSchema.builder()
          .addColumn("series")
          .addColumn("minutes")
          .addColumn("method")
          .addColumn("targets")
          .addColumn("mae")
          .addColumn("rmse")
          .addColumn("r2")
          .addColumn("accuracy")
          .addColumn("coverage90")
          .addColumn("width90")
          .addColumn("event_targets")
          .addColumn("event_mae")
          .addColumn("other_mae")
          .build()
          .withHeader();

  String write(EvaluationResult result) {
    List<Object[]> rows = new ArrayList<>();
    for (SeriesEvaluation series : result.series()) {
      for (HorizonScore score : series.horizons()) {
        for (MethodScore method : score.methods()) {
          rows.add(row(series.name(), score, method));
        }
      }
    }
    try {
      return MAPPER.writer(SCHEMA).writeValueAsString(rows);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a table of plain values could not be written", e);
    }
  }

  private static Object[] row(String series, HorizonScore score, MethodScore method) {
    return new Object[] {
      series,
      score.minutes(),
      method.method(),
      score.targets(),
      cell(method.errors().mae()),
      cell(method.errors().rmse()),
      cell(method.errors().r2()),
      cell(method.errors().accuracy()),
      method.interval() == null ? "" : cell(method.interval().coverage()),
      method.interval() == null ? "" : cell(method.interval().width()),
      score.eventTargets(),
      method.events() == null ? "" : cell(method.events().onEvents()),
      method.events() == null ? "" : cell(method.events().elsewhere())
    };
  }

  private static String cell(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.6g", value) : "";
  }
}
