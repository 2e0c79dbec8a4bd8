package io.prescale.deploy;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a dashboard or a rule file asks Prometheus for. */
public final class MetricReferences {
  private static final Pattern METRIC = Pattern.compile("\\b(flink_\\w+)(\\{[^}]*})?");
  private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)\\s*\\\\?\"");

  /** Labels that a scraper adds. */
  private static final Set<String> OF_THE_SCRAPER = Set.of("instance", "job");

  private MetricReferences() {}

  /**
   * What is referred to and not exported: names of metrics, and labels as {@code metric{label}}.
   *
   * @param text of a dashboard or a rule file
   * @param exposition what a Prometheus endpoint answered
   */
  public static Set<String> missing(String text, String exposition) {
    Set<String> missing = new TreeSet<>();
    Matcher reference = METRIC.matcher(text);
    while (reference.find()) {
      String name = reference.group(1);
      Matcher exported =
          Pattern.compile("^" + name + "(\\{.*}) ", Pattern.MULTILINE).matcher(exposition);
      if (!exported.find()) {
        missing.add(name);
      } else if (reference.group(2) != null) {
        Matcher label = LABEL.matcher(reference.group(2));
        while (label.find()) {
          String found = label.group(1);
          if (!OF_THE_SCRAPER.contains(found) && !exported.group(1).contains(found + "=\"")) {
            missing.add(name + "{" + found + "}");
          }
        }
      }
    }
    return missing;
  }

  /** How many references there are. */
  public static int count(String text) {
    return (int) METRIC.matcher(text).results().count();
  }
}
