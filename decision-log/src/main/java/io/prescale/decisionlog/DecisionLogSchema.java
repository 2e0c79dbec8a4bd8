package io.prescale.decisionlog;

import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.internal.exception.FlywaySqlException;

/** Creates the tables of the decision log, or brings them to this version. */
public final class DecisionLogSchema {
  private static final String FOLDER = "classpath:io/prescale/decisionlog/schema/";
  private static final String HISTORY_TABLE = "prescale_schema_history";

  private static final Object EMBEDDED = new Object();

  private final DatabaseAddress database;

  public DecisionLogSchema(DatabaseAddress database) {
    this.database = database;
  }

  /**
   * Creates or upgrades the schema. Several processes may do so at the same time.
   *
   * @throws DecisionLogUnavailableException if the database cannot be reached
   * @throws DecisionLogSchemaException if the schema is of a newer version, or cannot be created
   */
  public void migrate() {
    migrate(Duration.ZERO);
  }

  /**
   * The same, waiting for a database that cannot be reached yet.
   *
   * @param wait how long at least, in whole seconds
   */
  public void migrate(Duration wait) {
    try {
      Flyway flyway = flyway(wait);
      refuseNewer(flyway);
      migrate(flyway);
    } catch (FlywaySqlException e) {
      throw new DecisionLogUnavailableException(database, e);
    } catch (FlywayException e) {
      throw new DecisionLogSchemaException(
          "the schema of the decision log in " + database + " cannot be used: " + e.getMessage(),
          e);
    }
  }

  /**
   * PostgreSQL keeps others out meanwhile. H2 does not, as each table that is created ends the
   * transaction that the lock belongs to; but a file of it is open in one process only.
   */
  private void migrate(Flyway flyway) {
    if (database.dialect() == SqlDialect.H2) {
      synchronized (EMBEDDED) {
        flyway.migrate();
      }
    } else {
      flyway.migrate();
    }
  }

  /**
   * Refuses a schema of a newer version, for those who only read. Changes nothing; a database
   * without a schema passes.
   *
   * @throws DecisionLogUnavailableException if the database cannot be reached
   * @throws DecisionLogSchemaException if the schema is of a newer version, or cannot be told
   */
  public void check() {
    try {
      refuseNewer(flyway(Duration.ZERO));
    } catch (FlywaySqlException e) {
      throw new DecisionLogUnavailableException(database, e);
    } catch (FlywayException e) {
      throw new DecisionLogSchemaException(
          "the schema of the decision log in " + database + " cannot be told: " + e.getMessage(),
          e);
    }
  }

  private Flyway flyway(Duration wait) {
    return Flyway.configure(DecisionLogSchema.class.getClassLoader())
        .dataSource(new SingleConnections(database))
        .locations(FOLDER + "common", FOLDER + database.dialect().folder())
        .table(HISTORY_TABLE)
        // A schema that holds tables of others already is no reason to refuse it.
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .connectRetries(Math.toIntExact(wait.toSeconds()))
        .connectRetriesInterval(1)
        .load();
  }

  private void refuseNewer(Flyway flyway) {
    MigrationVersion newest = MigrationVersion.EMPTY;
    MigrationVersion found = MigrationVersion.EMPTY;
    for (MigrationInfo migration : flyway.info().all()) {
      if (migration.getState() == MigrationState.FUTURE_SUCCESS
          || migration.getState() == MigrationState.FUTURE_FAILED) {
        found = migration.getVersion();
      } else if (migration.getVersion() != null) {
        newest = migration.getVersion();
      }
    }
    if (found != MigrationVersion.EMPTY) {
      throw new DecisionLogSchemaException(
          String.format(
              "the schema of the decision log in %s is of version %s, but this Prescale knows"
                  + " versions up to %s. Update Prescale, or give it a database of its own.",
              database, found, newest),
          null);
    }
  }
}
