package io.prescale.dashboard.log;

import io.prescale.domain.fleet.ScalingMode;
import java.util.Optional;

/**
 * Which groups are asked for.
 *
 * @param search part of the name, in any case; empty for all
 * @param mode only those of a mode
 * @param warning only those with this warning
 * @param anyWarning only those with any
 * @param page from 0
 * @param size groups of a page
 */
public record FleetQuery(
    String search,
    Optional<ScalingMode> mode,
    Optional<Warning> warning,
    boolean anyWarning,
    FleetSort sort,
    boolean descending,
    int page,
    int size) {
  /** The search as a pattern of LIKE, in which a user's wildcards stand for themselves. */
  String pattern() {
    String literal = search.toLowerCase(java.util.Locale.ROOT);
    return "%" + literal.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
  }
}
