package io.prescale.deploy;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Metrics of the job that a CloudFormation template's alarms ask CloudWatch for. The managed
 * service puts those in the group {@code kinesisanalytics} there, except histograms, with the
 * groups below it as dimensions.
 */
public final class CloudWatchReferences {
  private static final Pattern QUERY =
      Pattern.compile("SELECT \\w+\\((\\w+)\\) FROM \"AWS/KinesisAnalytics\"([^\\n]*)");
  private static final Pattern DIMENSION = Pattern.compile("AND (\\w+) =");

  /** Of connector and service, which no job exports itself. */
  private static final Set<String> OF_THE_SERVICE = Set.of("millisBehindLatest");

  private CloudWatchReferences() {}

  /**
   * What is referred to and not exported so that it comes to CloudWatch.
   *
   * @param template a CloudFormation template
   * @param exposition what the Prometheus endpoint of the same job answered
   * @throws IllegalArgumentException if the template asks for nothing
   */
  public static Set<String> missing(String template, String exposition) {
    Set<String> missing = new TreeSet<>();
    Matcher query = QUERY.matcher(template);
    boolean any = false;
    while (query.find()) {
      any = true;
      String name = query.group(1);
      Matcher exported = samples(name, exposition);
      if (OF_THE_SERVICE.contains(name)) {
        continue;
      }
      if (!exported.find() || exported.group().contains("quantile=")) {
        missing.add(name);
        continue;
      }
      Matcher dimension = DIMENSION.matcher(query.group(2));
      while (dimension.find()) {
        if (!exported.group().contains(dimension.group(1) + "=\"")) {
          missing.add(name + " by " + dimension.group(1));
        }
      }
    }
    if (!any) {
      throw new IllegalArgumentException("the template asks for no metric of the job");
    }
    return missing;
  }

  private static Matcher samples(String name, String exposition) {
    return Pattern.compile(
            "^flink_\\w+_kinesisanalytics_prescale_(\\w+_)?" + name + "\\{.*$", Pattern.MULTILINE)
        .matcher(exposition);
  }
}
