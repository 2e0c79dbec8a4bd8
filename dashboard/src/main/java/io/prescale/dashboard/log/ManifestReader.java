package io.prescale.dashboard.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.prescale.dashboard.log.ModelPage.GroupAccuracy;
import io.prescale.dashboard.log.ModelPage.HorizonAccuracy;
import io.prescale.dashboard.log.ModelPage.Model;
import io.prescale.dashboard.log.ModelPage.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Reads what a page shows of a model's manifest ({@code model.json}). What a manifest of another
 * format lacks is shown as unknown.
 */
final class ManifestReader {
  private static final int MOST_GROUPS = 400;

  private final ObjectMapper mapper = new ObjectMapper();

  Model read(String name, Long since, String bundlePath, String version, String manifest) {
    if (manifest == null || manifest.isBlank()) {
      return unreadable(name, since, bundlePath, version, "The log does not hold its model.json.");
    }
    try {
      JsonNode root = mapper.readTree(manifest);
      List<GroupAccuracy> groups = groups(root.at("/accuracy/entries"));
      return new Model(
          name,
          since,
          bundlePath,
          version,
          null,
          root.at("/network/type").asText(null),
          integer(root.at("/network/layers")),
          integer(root.at("/network/hidden")),
          texts(root.at("/featureSchema/groups")),
          training(root.path("training")),
          horizons(groups),
          groups.size() > MOST_GROUPS ? List.copyOf(groups.subList(0, MOST_GROUPS)) : groups);
    } catch (JsonProcessingException e) {
      return unreadable(
          name,
          since,
          bundlePath,
          version,
          "Its model.json is not JSON: " + e.getOriginalMessage());
    }
  }

  private static Model unreadable(
      String name, Long since, String bundlePath, String version, String problem) {
    return new Model(
        name,
        since,
        bundlePath,
        version,
        problem,
        null,
        null,
        null,
        List.of(),
        null,
        List.of(),
        List.of());
  }

  private static Training training(JsonNode training) {
    String from = null;
    String to = null;
    for (JsonNode series : training.path("series")) {
      from = earlier(from, series.path("firstSlot").asText(null));
      to = later(to, series.path("lastSlot").asText(null));
    }
    return new Training(
        training.path("series").size(),
        training.path("trainingWindows").asLong(),
        training.path("testWindows").asLong(),
        from,
        to);
  }

  /** ISO-8601 times in UTC sort as text. */
  private static String earlier(String one, String other) {
    return one == null || (other != null && other.compareTo(one) < 0) ? other : one;
  }

  private static String later(String one, String other) {
    return one == null || (other != null && other.compareTo(one) > 0) ? other : one;
  }

  private static List<GroupAccuracy> groups(JsonNode entries) {
    List<GroupAccuracy> groups = new ArrayList<>();
    for (JsonNode entry : entries) {
      groups.add(
          new GroupAccuracy(
              entry.path("group").asText(""),
              entry.path("minutesAhead").asInt(),
              SqlRows.rounded(entry.path("forecastError").asDouble()),
              SqlRows.rounded(entry.path("persistenceError").asDouble())));
    }
    return groups;
  }

  private static List<HorizonAccuracy> horizons(List<GroupAccuracy> groups) {
    TreeMap<Integer, List<Double>> ratios = new TreeMap<>();
    for (GroupAccuracy group : groups) {
      if (group.forecastError() > 0 && group.persistenceError() > 0) {
        ratios
            .computeIfAbsent(group.minutesAhead(), minutes -> new ArrayList<>())
            .add(group.forecastError() / group.persistenceError());
      }
    }
    List<HorizonAccuracy> horizons = new ArrayList<>();
    ratios.forEach(
        (minutes, of) ->
            horizons.add(
                new HorizonAccuracy(
                    minutes,
                    of.size(),
                    (int) of.stream().filter(ratio -> ratio < 1).count(),
                    SqlRows.rounded(
                        Math.exp(of.stream().mapToDouble(Math::log).average().orElse(0))))));
    return horizons;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(element -> texts.add(element.asText()));
    return texts;
  }

  private static Integer integer(JsonNode node) {
    return node.isIntegralNumber() ? (Integer) node.asInt() : null;
  }
}
