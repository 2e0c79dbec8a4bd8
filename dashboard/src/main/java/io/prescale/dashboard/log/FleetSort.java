package io.prescale.dashboard.log;

import java.util.Locale;

/** What the fleet can be sorted by. Groups for which the value is unknown come last. */
public enum FleetSort {
  NAME("name"),
  MODE("mode"),
  CAPACITY("current_capacity"),
  CPU("cpu_utilization"),
  FORECAST("forecast_next"),
  HOUR("forecast_hour"),
  LAST_ACTION("last_action_slot_end"),
  ERROR("error_ratio"),
  WARNINGS("severity");

  private final String column;

  FleetSort(String column) {
    this.column = column;
  }

  /** The name in queries. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String orderBy(boolean descending) {
    String direction = descending ? " DESC" : " ASC";
    // The number settles ties, so that no group is on two pages.
    return " ORDER BY " + column + direction + " NULLS LAST, name ASC, id ASC";
  }
}
