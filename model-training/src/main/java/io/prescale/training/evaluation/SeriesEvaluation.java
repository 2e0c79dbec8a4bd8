package io.prescale.training.evaluation;

import java.time.Instant;
import java.util.List;

/**
 * The measures of one series.
 *
 * @param quantity what is forecast and in which unit, in words
 * @param slots five-minute slots from the first to the last sample, gaps included
 * @param measuredInTest slots of the test part whose value is known
 * @param testStart start of the first slot of the test part
 * @param horizons by position in {@link ReportedHorizons}
 * @param plots some days to look at
 */
public record SeriesEvaluation(
    String name,
    String quantity,
    int slots,
    int measuredInTest,
    Instant testStart,
    List<HorizonScore> horizons,
    List<SeriesPlot> plots)
    implements SeriesOutcome {
  public SeriesEvaluation {
    horizons = List.copyOf(horizons);
    plots = List.copyOf(plots);
  }
}
