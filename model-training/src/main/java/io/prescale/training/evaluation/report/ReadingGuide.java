package io.prescale.training.evaluation.report;

import io.prescale.reporting.Markup;

/** What each number means. */
final class ReadingGuide {
  private static final String[][] ENTRIES = {
    {
      "Test part and targets",
      "The newest part of each series, from its first to its last sample in five-minute slots. A"
          + " target is a slot of that part whose value was measured and that every method"
          + " forecast; so all methods are compared on the same targets."
    },
    {"Persistence", "The newest value stays. What a purely reactive policy assumes."},
    {
      "AR24",
      "A linear function, with intercept, of the newest 24 values, fitted by least squares to"
          + " everything before the test part, one for each horizon."
    },
    {
      "Seasonal",
      "The value of 24 hours before the target; where that was not measured, the newest value."
    },
    {
      "Best baseline",
      "The one of the three with the smallest error on the test part. That is known only"
          + " afterwards, so a ratio of 1 already means having chosen well every time."
    },
    {"MAE", "Mean absolute error, in the unit of the series."},
    {"RMSE", "Root of the mean squared error: large errors count more."},
    {
      "R²",
      "1 minus the sum of squared errors over the sum of squared deviations of the targets from"
          + " their mean. 1 is perfect, 0 is no better than always saying the mean. It means"
          + " little for a series that hardly moves, and is not defined for one that does not."
    },
    {
      "Accuracy",
      "100 minus the mean absolute percentage error, whose denominator is the actual value, but at"
          + " least 1. Low for series that are near zero most of the time."
    },
    {
      "Coverage",
      "Share of the targets inside the 90 % interval. Read it together with the width of the"
          + " interval, which stands in the table files."
    }
  };

  private ReadingGuide() {}

  static String render() {
    Markup markup =
        new Markup().open("section", "id", "guide").element("h2", "How to read this").open("dl");
    for (String[] entry : ENTRIES) {
      markup.element("dt", entry[0]).element("dd", entry[1]);
    }
    return markup.close("dl").close("section").toString();
  }
}
