package io.prescale.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.prescale.jobs.configuration.CollectorConfiguration;
import io.prescale.jobs.configuration.OptionValues;
import io.prescale.jobs.configuration.RecorderConfiguration;
import io.prescale.jobs.configuration.ScalerConfiguration;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The Kubernetes resources, against the operator's schema, the jobs' options and Flink's. */
class FlinkDeploymentsTest {
  private static final Path ROOT = Path.of(System.getProperty("prescale.root", ".."));
  private static final Path FOLDER = ROOT.resolve("deploy/kubernetes");
  private static final String DEFINITION =
      "/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";

  /** Set by the operator from the resource itself, or another for each job. */
  private static final Set<String> OF_THE_RESOURCE =
      Set.of(
          "jobmanager.memory.process.size",
          "taskmanager.memory.process.size",
          "taskmanager.memory.task.off-heap.size",
          "taskmanager.numberOfTaskSlots",
          "parallelism.default",
          "metrics.reporter.prom.port");

  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(strings = {"scaler", "collector", "recorder", "recorder-log"})
  void agreesWithTheSchemaOfTheOperator(String job) throws Exception {
    assertThat(problems(resource(job))).isEmpty();
  }

  @Test
  void theSchemaRefusesWhatIsUnknownOrWrong() throws Exception {
    ObjectNode misspelt = (ObjectNode) resource("scaler");
    ((ObjectNode) misspelt.get("spec").get("job")).put("upgradeMod", "savepoint");
    ObjectNode wrong = (ObjectNode) resource("scaler");
    ((ObjectNode) wrong.get("spec")).put("flinkVersion", "v1_2");

    assertThat(problems(misspelt)).hasSize(1).first().asString().contains("upgradeMod");
    assertThat(problems(wrong)).hasSize(1).first().asString().contains("flinkVersion");
  }

  @ParameterizedTest
  @ValueSource(strings = {"scaler", "collector", "recorder", "recorder-log"})
  void theArgumentsAreOptionsOfTheJob(String job) throws Exception {
    JsonNode submitted = resource(job).get("spec").get("job");
    String[] arguments = JSON.convertValue(submitted.get("args"), String[].class);

    assertThat(
            Class.forName(submitted.get("entryClass").asText()).getMethod("main", String[].class))
        .isNotNull();
    OptionValues given = OptionValues.gather(withSecretFile(job, arguments), Map.of());
    assertThat(
            switch (job) {
              case "scaler" -> ScalerConfiguration.of(given).toString();
              case "collector" -> CollectorConfiguration.of(given).toString();
              default -> RecorderConfiguration.of(given).toString();
            })
        .contains(job.equals("recorder-log") ? "prescale-decisions" : "prescale-metrics");
    assertThat(submitted.toString()).doesNotContain("password");
  }

  /** A file of options comes from a secret, which the pod must mount where the argument says. */
  private static String[] withSecretFile(String job, String[] arguments) throws Exception {
    if (!job.equals("recorder-log")) {
      return arguments;
    }
    String mounted =
        resource(job).at("/spec/podTemplate/spec/containers/0/volumeMounts/0/mountPath").asText();
    assertThat(arguments).contains("--config=" + mounted + "/recorder.properties");
    assertThat(resource(job).at("/spec/podTemplate/spec/volumes/0/secret/secretName").asText())
        .isEqualTo("prescale-recorder");
    return List.of(arguments).stream()
        .map(
            argument ->
                argument.startsWith("--config=")
                    ? "--database.url=jdbc:postgresql://h/d"
                    : argument)
        .toArray(String[]::new);
  }

  @ParameterizedTest
  @ValueSource(strings = {"scaler", "collector", "recorder", "recorder-log"})
  void flinkIsConfiguredAsOnAnyCluster(String job) throws Exception {
    Map<String, String> expected = new TreeMap<>();
    flatten("", yaml(ROOT.resolve("flink-conf/config.yaml")).get(0), expected);
    expected.keySet().removeAll(OF_THE_RESOURCE);
    expected.replaceAll((key, value) -> value.replace("s3://BUCKET/", "s3://BUCKET/" + job + "/"));
    Map<String, String> actual = new TreeMap<>();
    resource(job)
        .get("spec")
        .get("flinkConfiguration")
        .properties()
        .forEach(entry -> actual.put(entry.getKey(), entry.getValue().asText()));

    assertThat(expected).hasSizeGreaterThan(15);
    assertThat(actual).containsAllEntriesOf(expected);
    actual.keySet().removeAll(expected.keySet());
    actual.keySet().removeAll(OF_THE_RESOURCE);
    assertThat(actual.keySet())
        .containsExactly("high-availability.storageDir", "high-availability.type");
  }

  @Test
  void everyServiceAccountThatIsNamedExistsWithARole() throws Exception {
    List<JsonNode> resources = yaml(FOLDER.resolve("service-accounts.yaml"));
    for (String job : List.of("scaler", "collector", "recorder", "recorder-log")) {
      String account = resource(job).get("spec").get("serviceAccount").asText();
      assertThat(resources)
          .anyMatch(
              found ->
                  found.get("kind").asText().equals("ServiceAccount")
                      && found.at("/metadata/name").asText().equals(account))
          .anyMatch(
              found ->
                  found.get("kind").asText().equals("RoleBinding")
                      && found.at("/subjects/0/name").asText().equals(account)
                      && found.at("/roleRef/name").asText().equals("prescale-flink"));
    }
    assertThat(resources).anyMatch(found -> found.get("kind").asText().equals("Role"));
  }

  /** What is in the image where the resources look for it. */
  @Test
  void theImageHoldsTheJar() throws Exception {
    String jar = resource("scaler").at("/spec/job/jarURI").asText().replace("local://", "");

    assertThat(Files.readString(ROOT.resolve("deploy/docker/Dockerfile")))
        .contains("/prescale/jobs/target/prescale-job.jar " + jar)
        .containsPattern("FROM flink:1\\.20\\.\\d+-java17 AS job");
  }

  private static List<Error> problems(JsonNode resource) throws Exception {
    return schema().validate(resource);
  }

  private static Schema schema() throws Exception {
    try (InputStream stream = FlinkDeploymentsTest.class.getResourceAsStream(DEFINITION)) {
      JsonNode definition = JSON.valueToTree(new Yaml().load(stream));
      JsonNode schema = definition.at("/spec/versions/0/schema/openAPIV3Schema");
      forbidUnknownFields(schema);
      // These belong to every resource, and are left out of the definitions of custom ones.
      ObjectNode common = (ObjectNode) schema.get("properties");
      common.putObject("apiVersion").putArray("enum").add("flink.apache.org/v1beta1");
      common.putObject("kind").putArray("enum").add("FlinkDeployment");
      common.putObject("metadata").put("type", "object").putArray("required").add("name");
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(schema);
    }
  }

  /** Kubernetes drops unknown fields in silence; here they are errors. */
  private static void forbidUnknownFields(JsonNode node) {
    if (node.isObject()
        && node.path("properties").isObject()
        && !node.has("additionalProperties")
        && !node.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
      ((ObjectNode) node).put("additionalProperties", false);
    }
    node.forEach(FlinkDeploymentsTest::forbidUnknownFields);
  }

  private static JsonNode resource(String job) throws Exception {
    List<JsonNode> resources = yaml(FOLDER.resolve(job + ".yaml"));
    assertThat(resources).hasSize(1);
    return resources.get(0);
  }

  private static List<JsonNode> yaml(Path file) throws Exception {
    List<JsonNode> documents = new ArrayList<>();
    for (Object document : new Yaml().loadAll(Files.readString(file))) {
      if (document != null) {
        documents.add(JSON.valueToTree(document));
      }
    }
    return documents;
  }

  private static void flatten(String prefix, JsonNode node, Map<String, String> into) {
    node.properties()
        .forEach(
            entry -> {
              String key = prefix + entry.getKey();
              if (entry.getValue().isObject()) {
                flatten(key + ".", entry.getValue(), into);
              } else {
                into.put(key, entry.getValue().asText());
              }
            });
  }
}
