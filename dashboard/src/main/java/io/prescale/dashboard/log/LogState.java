package io.prescale.dashboard.log;

import java.time.Instant;
import java.util.Optional;

/**
 * How far the log has come. All times are of the data, but for those of the database's clock.
 *
 * @param groups with a newest decision
 * @param newestSlot end of the newest slot; empty if there is none
 * @param recordedAt when something was last recorded, by the database's clock
 * @param databaseNow the database's clock
 * @param groupsAhead whose newest slot lies in the future, which is a wrong clock
 */
public record LogState(
    int groups,
    Optional<Instant> newestSlot,
    Optional<Instant> recordedAt,
    Instant databaseNow,
    int groupsAhead) {}
