package io.prescale.dashboard.log;

import io.prescale.dashboard.files.OutsideFiles;
import io.prescale.dashboard.log.ModelPage.LiveAccuracy;
import io.prescale.dashboard.log.ModelPage.Model;
import io.prescale.dashboard.log.ModelPage.Swap;
import io.prescale.domain.time.Slots;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads which model is in force, and how good it is. */
public final class ModelReader {
  private static final int MOST_SWAPS = 50;

  /** Groups over which live accuracy is taken: enough for a median, few enough for a page. */
  private static final int LIVE_GROUPS = 2_000;

  private final LogDatabase database;
  private final OutsideFiles files;
  private final ManifestReader manifests = new ManifestReader();

  /**
   * @param files where to look for the {@code model.json} of a model that the log has no manifest
   *     of
   */
  public ModelReader(LogDatabase database, OutsideFiles files) {
    this.database = database;
    this.files = files;
  }

  public ModelPage read() {
    return database.read(
        connection ->
            new ModelPage(inForce(connection).orElse(null), swaps(connection), live(connection)));
  }

  /** The one put in force last; where that was not recorded, the one that forecasts now. */
  private Optional<Model> inForce(Connection connection) throws SQLException {
    List<Model> swapped =
        SqlRows.select(
                "SELECT m.*, s.since FROM model_swap s JOIN model m ON m.id = s.model_id"
                    + " ORDER BY s.since DESC LIMIT 1")
            .list(
                connection,
                row ->
                    model(
                        row.getString("name"),
                        SqlRows.millis(row, "since"),
                        row.getString("bundle_path"),
                        row.getString("version"),
                        row.getString("manifest")));
    if (!swapped.isEmpty()) {
      return Optional.of(swapped.get(0));
    }
    return SqlRows.select(
            "SELECT m.* FROM model m WHERE m.last_slot_end IS NOT NULL"
                + " ORDER BY m.last_slot_end DESC LIMIT 1")
        .list(
            connection,
            row ->
                model(
                    row.getString("name"),
                    SqlRows.millis(row, "first_slot_end"),
                    row.getString("bundle_path"),
                    row.getString("version"),
                    row.getString("manifest")))
        .stream()
        .findFirst();
  }

  private Model model(String name, Long since, String path, String version, String manifest) {
    String text = manifest == null ? manifestInBundle(name).orElse(null) : manifest;
    return manifests.read(name, since, path, version, text);
  }

  /** The name comes from the log: it must not lead out of the folder. */
  private Optional<String> manifestInBundle(String name) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      return Optional.empty();
    }
    for (String file : List.of(name + "/model.json", "model.json")) {
      try {
        Optional<String> text = files.readModelFile(file);
        if (text.filter(manifest -> manifest.contains('"' + name + '"')).isPresent()) {
          return text;
        }
      } catch (IOException e) {
        // Not there: the next, or it is shown as unknown.
      }
    }
    return Optional.empty();
  }

  private static List<Swap> swaps(Connection connection) throws SQLException {
    return SqlRows.select(
            "SELECT m.name, m.version, s.since FROM model_swap s"
                + " JOIN model m ON m.id = s.model_id ORDER BY s.since DESC")
        .add(" LIMIT ?", MOST_SWAPS)
        .list(
            connection,
            row ->
                new Swap(
                    row.getString("name"), SqlRows.millis(row, "since"), row.getString("version")));
  }

  private static List<LiveAccuracy> live(Connection connection) throws SQLException {
    List<List<Double>> ratios = new ArrayList<>();
    for (int horizon = 0; horizon < Slots.HORIZONS; horizon++) {
      ratios.add(new ArrayList<>());
    }
    SqlRows.select(
            "SELECT horizon_errors, horizon_persistence_errors FROM group_latest"
                + " WHERE horizon_errors IS NOT NULL ORDER BY group_id LIMIT ?")
        .add("", LIVE_GROUPS)
        .list(
            connection,
            row -> {
              List<Double> errors = SqlRows.reals(row, "horizon_errors");
              List<Double> others = SqlRows.reals(row, "horizon_persistence_errors");
              int known = Math.min(Slots.HORIZONS, Math.min(errors.size(), others.size()));
              for (int horizon = 0; horizon < known; horizon++) {
                addRatio(ratios.get(horizon), errors.get(horizon), others.get(horizon));
              }
              return known;
            });
    List<LiveAccuracy> live = new ArrayList<>();
    for (int horizon = 0; horizon < Slots.HORIZONS; horizon++) {
      live.add(accuracy((int) (Slots.LENGTH.toMinutes() * (horizon + 1)), ratios.get(horizon)));
    }
    return live;
  }

  private static void addRatio(List<Double> ratios, Double error, Double persistenceError) {
    if (error != null && persistenceError != null && persistenceError > 0) {
      ratios.add(error / persistenceError);
    }
  }

  private static LiveAccuracy accuracy(int minutes, List<Double> ratios) {
    ratios.sort(Double::compare);
    int better = (int) ratios.stream().filter(ratio -> ratio < 1).count();
    Double median = ratios.isEmpty() ? null : SqlRows.rounded(ratios.get(ratios.size() / 2));
    return new LiveAccuracy(minutes, ratios.size(), better, median);
  }
}
