package io.prescale.deploy;

import static io.prescale.deploy.CloudFormationTemplate.mapOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.prescale.jobs.configuration.CollectorConfiguration;
import io.prescale.jobs.configuration.OptionValues;
import io.prescale.jobs.configuration.RecorderConfiguration;
import io.prescale.jobs.configuration.ScalerConfiguration;
import io.prescale.testing.ExternalTools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The CloudFormation templates of the managed service, as far as they can be judged without AWS.
 */
class ManagedFlinkTemplateTest {
  private static final Path ROOT = Path.of(System.getProperty("prescale.root", ".."));
  private static final Path FOLDER = ROOT.resolve("deploy/managed-flink");
  private static final String SET_CAPACITY = "autoscaling:SetDesiredCapacity";

  @TempDir Path folder;

  private static CloudFormationTemplate template;

  @BeforeAll
  static void read() throws Exception {
    template = CloudFormationTemplate.read(FOLDER.resolve("template.yaml"));
  }

  @Test
  void allThatIsReferredToExistsAndAllThatIsDeclaredIsUsed() throws Exception {
    for (String file : List.of("template.yaml", "storage.yaml")) {
      CloudFormationTemplate read = CloudFormationTemplate.read(FOLDER.resolve(file));
      Set<String> declared = new TreeSet<>(read.section("Parameters").keySet());
      Set<String> known = new TreeSet<>(read.section("Resources").keySet());
      known.addAll(declared);

      assertThat(known).as(file).containsAll(read.references());
      assertThat(read.references()).as(file).containsAll(declared);
      assertThat(read.conditionsUsed()).as(file).isEqualTo(read.section("Conditions").keySet());
    }
  }

  @Test
  void cfnLintHasNothingToSay() {
    assumeThat(ExternalTools.missing("cfn-lint", "cfn-lint (pip install cfn-lint)")).isEmpty();

    ExternalTools.run(
        FOLDER.toAbsolutePath(),
        folder.resolve("cfn-lint.log"),
        120,
        "cfn-lint",
        "template.yaml",
        "storage.yaml");
  }

  @Test
  void everyActionExistsAndIsRestrictedWhereAwsCanRestrictIt() {
    requireNode();
    IamActions published = IamActions.published();
    assertThat(template.allowed()).hasSizeGreaterThan(20);
    for (Map<String, Object> statement : template.allowed()) {
      String sid = (String) statement.get("Sid");
      boolean everything = resources(statement).contains("*");
      assertThat(actions(statement)).as(sid).isNotEmpty().noneMatch(name -> name.contains("*"));
      for (String action : actions(statement)) {
        assertThat(published.exists(action)).as("%s: %s exists", sid, action).isTrue();
        assertThat(published.hasResources(action))
            .as("%s: AWS restricts %s to resources", sid, action)
            .isEqualTo(!everything);
        assertThat(conditionKeys(statement))
            .as("%s: condition keys of %s", sid, action)
            .allMatch(key -> knows(published.conditionKeys(action), key));
      }
    }
    assertThat(published.exists("autoscaling:SetDesiredCapacities")).isFalse();
  }

  @Test
  void capacitiesAreSetByTheScalerAloneAndOnlyOfEnforcedGroups() {
    List<Map<String, Object>> setting =
        template.allowed().stream()
            .filter(statement -> actions(statement).toString().contains("autoscaling:"))
            .filter(statement -> !actions(statement).equals(List.of(DESCRIBE)))
            .toList();

    assertThat(setting).hasSize(1);
    assertThat(actions(setting.get(0))).containsExactly(SET_CAPACITY);
    assertThat(setting.get(0).get("Condition"))
        .isEqualTo(
            Map.of("StringEquals", Map.of("autoscaling:ResourceTag/prescale:mode", "enforce")));
    Map<String, Map<String, Object>> roles = template.resources("AWS::IAM::Role");
    assertThat(roles.get("ScalerRole").toString()).contains(SET_CAPACITY, "Enforcing");
    assertThat(roles.get("CollectorRole").toString()).doesNotContain(SET_CAPACITY);
    assertThat(roles.get("RecorderRole").toString()).doesNotContain(SET_CAPACITY);
    assertThat(mapOf(template.section("Parameters").get("AllowEnforcing")).get("Default"))
        .isEqualTo("false");
  }

  private static final String DESCRIBE = "autoscaling:DescribeAutoScalingGroups";

  @Test
  void everyStatementIsExplained() throws Exception {
    List<String> rows = Files.readAllLines(ROOT.resolve("docs/iam.md"));
    for (Map<String, Object> statement : template.allowed()) {
      String sid = (String) statement.get("Sid");
      assertThat(rows)
          .as("a row of docs/iam.md explains %s and its actions", sid)
          .anyMatch(
              row ->
                  row.startsWith("| `" + sid + "`")
                      && actions(statement).stream().allMatch(a -> row.contains("`" + a + "`")));
    }
  }

  @Test
  void theApplicationsAreConfiguredAsTheirJobsWant() {
    Map<String, Map<String, Object>> applications =
        template.resources("AWS::KinesisAnalyticsV2::Application");
    assertThat(applications).containsOnlyKeys("Scaler", "Collector", "Recorder", "RecorderLog");
    applications.forEach(
        (name, application) -> {
          assertThat(application).containsEntry("RuntimeEnvironment", "FLINK-1_20");
          OptionValues given = given(application);
          assertThat(name).startsWithIgnoringCase(given.values().get("job"));
          assertThat(configuration(name, given.without("job")).toString()).contains("us-east-1");
        });
  }

  private static Object configuration(String name, OptionValues given) {
    return switch (name) {
      case "Scaler" -> ScalerConfiguration.of(given);
      case "Collector" -> CollectorConfiguration.of(given);
      default -> RecorderConfiguration.of(given);
    };
  }

  private static OptionValues given(Map<String, Object> application) {
    Map<String, Object> configuration = mapOf(application.get("ApplicationConfiguration"));
    List<?> groups =
        (List<?>) mapOf(configuration.get("EnvironmentProperties")).get("PropertyGroups");
    assertThat(groups).hasSize(1);
    Map<String, Object> group = mapOf(groups.get(0));
    assertThat(group).containsEntry("PropertyGroupId", OptionValues.PROPERTY_GROUP);
    Properties properties = new Properties();
    mapOf(group.get("PropertyMap"))
        .forEach((key, value) -> properties.setProperty(key, resolved(key, value)));
    return OptionValues.gather(new String[0], Map.of(OptionValues.PROPERTY_GROUP, properties));
  }

  /** What a value may come to, for the check of the job's options. */
  private static String resolved(String key, Object value) {
    if (value instanceof String) {
      return (String) value;
    }
    String reference = value.toString();
    if (key.equals("database.url")) {
      return "jdbc:postgresql://host/database";
    }
    if (reference.contains("AWS::Region}") || reference.equals("{Ref=AWS::Region}")) {
      return "us-east-1";
    }
    if (reference.equals("{Ref=ScalingPolicy}")) {
      return (String) mapOf(template.section("Parameters").get("ScalingPolicy")).get("Default");
    }
    // A stream, by its name.
    return reference.replaceFirst("^\\{Ref=(\\w+)}$", "$1");
  }

  private static void requireNode() {
    if (!ExternalTools.isContinuousIntegration()) {
      assumeThat(ExternalTools.missing("npm", "npm")).isEmpty();
    }
  }

  private static List<String> actions(Map<String, Object> statement) {
    List<String> actions = new ArrayList<>();
    ((List<?>) statement.get("Action")).forEach(action -> actions.add((String) action));
    return actions;
  }

  private static List<?> resources(Map<String, Object> statement) {
    return (List<?>) statement.get("Resource");
  }

  private static List<String> conditionKeys(Map<String, Object> statement) {
    List<String> keys = new ArrayList<>();
    mapOf(statement.getOrDefault("Condition", Map.of()))
        .values()
        .forEach(comparison -> keys.addAll(mapOf(comparison).keySet()));
    return keys;
  }

  private static boolean knows(Set<String> published, String key) {
    return published.contains(key)
        || published.contains(key.replaceAll("ResourceTag/.*", "ResourceTag/\\${TagKey}"));
  }
}
