package io.prescale.jobs.configuration;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Raw option values, each with where it comes from, so that an error can say so. Immutable.
 *
 * <p>Sources in falling precedence: arguments, a properties file ({@code --config FILE}), a
 * property group of the managed service.
 */
public final class OptionValues {
  /** The argument that names a properties file. */
  public static final String CONFIG_ARGUMENT = "config";

  /** The property group of the managed service that holds the job's options. */
  public static final String PROPERTY_GROUP = "prescale";

  private final Map<String, String> values;
  private final Map<String, String> origins;
  private final List<String> problems;

  private OptionValues(
      Map<String, String> values, Map<String, String> origins, List<String> problems) {
    this.values = Collections.unmodifiableMap(values);
    this.origins = Collections.unmodifiableMap(origins);
    this.problems = Collections.unmodifiableList(problems);
  }

  /**
   * Gathers the values of all sources.
   *
   * @param arguments {@code --key value} or {@code --key=value}
   * @param propertyGroups the managed service's property groups; empty elsewhere
   */
  public static OptionValues gather(String[] arguments, Map<String, Properties> propertyGroups) {
    Builder builder = new Builder();
    Map<String, String> given = builder.arguments(arguments);
    Properties group = propertyGroups.get(PROPERTY_GROUP);
    if (group != null) {
      builder.add(group, "property group " + PROPERTY_GROUP);
    }
    String file = given.remove(CONFIG_ARGUMENT);
    if (file != null) {
      builder.file(Path.of(file));
    }
    given.forEach((key, value) -> builder.put(key, value, "argument --" + key));
    return new OptionValues(builder.values, builder.origins, builder.problems);
  }

  /** Keys and values. */
  public Map<String, String> values() {
    return values;
  }

  /** The same values but that of one key. */
  public OptionValues without(String key) {
    Map<String, String> remaining = new LinkedHashMap<>(values);
    remaining.remove(key);
    return new OptionValues(remaining, origins, problems);
  }

  /** Where the value of a key comes from, for messages. */
  public String origin(String key) {
    return origins.getOrDefault(key, "default");
  }

  /** What was wrong with the sources themselves. */
  public List<String> problems() {
    return problems;
  }

  private static final class Builder {
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, String> origins = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    Map<String, String> arguments(String[] arguments) {
      Map<String, String> given = new LinkedHashMap<>();
      Iterator<String> remaining = Arrays.asList(arguments).iterator();
      while (remaining.hasNext()) {
        String argument = remaining.next();
        if (!argument.startsWith("--")) {
          problems.add(
              "argument '" + argument + "' is not an option; write --key value or --key=value");
          continue;
        }
        String key = argument.substring(2);
        int equals = key.indexOf('=');
        if (equals >= 0) {
          give(given, key.substring(0, equals), key.substring(equals + 1));
        } else if (remaining.hasNext()) {
          give(given, key, remaining.next());
        } else {
          problems.add("argument --" + key + " lacks a value");
        }
      }
      return given;
    }

    private void give(Map<String, String> given, String key, String value) {
      String before = given.put(key, value);
      if (before != null && !before.equals(value)) {
        problems.add(
            "argument --" + key + " is given twice, as '" + before + "' and as '" + value + "'");
      }
    }

    void file(Path file) {
      Properties properties = new Properties();
      try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        properties.load(reader);
        add(properties, "file " + file);
      } catch (IOException | IllegalArgumentException e) {
        problems.add(
            "argument --"
                + CONFIG_ARGUMENT
                + ": cannot read the properties file "
                + file
                + " ("
                + e.getClass().getSimpleName()
                + ")");
      }
    }

    void add(Properties properties, String origin) {
      for (String key : properties.stringPropertyNames()) {
        put(key, properties.getProperty(key), origin);
      }
    }

    void put(String key, String value, String origin) {
      values.put(key, value);
      origins.put(key, origin);
    }
  }
}
