package io.prescale.dashboard.log;

import io.prescale.decisionlog.SqlDialect;
import java.util.Locale;

/** What a user should look at, the most severe first. */
public enum Warning {
  /** The group's metrics are missing or old, so it is not scaled. */
  STALE {
    @Override
    String condition(SqlDialect dialect) {
      return "(l.slot_end < ? OR l.reason IN (" + NO_DATA + "))";
    }
  },
  /** The group needs more instances than its maximum size allows. */
  AT_MAX {
    @Override
    String condition(SqlDialect dialect) {
      return "(l.reason = 'AT_MAX_SIZE' OR " + contains(dialect, "'MAX_SIZE'") + ")";
    }
  },
  /** No forecast is used; the observed load decides. */
  FALLBACK {
    @Override
    String condition(SqlDialect dialect) {
      return "(l.forecast_cpu IS NULL AND l.reason NOT IN (" + NO_DATA + ", " + NO_LOAD + "))";
    }
  },
  /** The last command never showed in the metrics. */
  COMMAND_LOST {
    @Override
    String condition(SqlDialect dialect) {
      return "(l.previous_status = 'NOT_OBSERVED')";
    }
  };

  private static final String NO_DATA =
      "'METRICS_STALE', 'METRICS_MISSING', 'METRICS_FILLED', 'METRICS_INVALID'";

  /** Reasons for which neither forecast nor load was looked at. */
  private static final String NO_LOAD =
      "'CAPACITY_UNKNOWN', 'CAPACITY_ABOVE_MAX_SIZE', 'SCALED_TO_ZERO', 'SLOT_ALREADY_DECIDED'";

  /**
   * A condition on {@code group_latest l}; that of STALE has one parameter, the oldest fresh slot.
   */
  abstract String condition(SqlDialect dialect);

  /** The name in queries and answers. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The column that says whether a group has it. */
  String column() {
    return "is_" + name().toLowerCase(Locale.ROOT);
  }

  private static String contains(SqlDialect dialect, String constant) {
    switch (dialect) {
      case POSTGRESQL:
        return "COALESCE(" + constant + " = ANY(l.guardrails), FALSE)";
      case H2:
        return "COALESCE(ARRAY_CONTAINS(l.guardrails, " + constant + "), FALSE)";
    }
    throw new AssertionError(dialect);
  }
}
