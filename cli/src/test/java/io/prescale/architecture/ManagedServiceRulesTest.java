package io.prescale.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * How a job runs is configured where it runs, never in what ships: the managed service takes no
 * parallelism, checkpoints, state backend or metric reporter from code.
 */
@AnalyzeClasses(
    packages = {
      "io.prescale.domain",
      "io.prescale.forecasting",
      "io.prescale.decisionlog",
      "io.prescale.connectors",
      "io.prescale.jobs"
    },
    importOptions = ImportOption.DoNotIncludeTests.class)
class ManagedServiceRulesTest {
  /** What a job may ask of its environment: what it is, sources and operators, and to be run. */
  private static final Set<String> ALLOWED =
      Set.of(
          "getExecutionEnvironment",
          "getParallelism",
          "addSource",
          "addOperator",
          "fromSource",
          "fromData",
          "execute");

  @ArchTest
  static final ArchRule THE_ENVIRONMENT_IS_NOT_CONFIGURED =
      noClasses()
          .should(
              callMethodWhere(
                  describe(
                      "the environment is asked for anything but sources, operators and the job's run",
                      call ->
                          call.getTargetOwner().isAssignableTo(StreamExecutionEnvironment.class)
                              && !ALLOWED.contains(call.getName()))));

  @ArchTest
  static final ArchRule THE_EXECUTION_IS_NOT_CONFIGURED =
      noClasses()
          .should(
              callMethodWhere(
                  describe(
                      "the execution is configured",
                      call ->
                          call.getTargetOwner().isAssignableTo(ExecutionConfig.class)
                              && call.getName().matches("(set|enable|disable|register).*"))));

  @ArchTest
  static final ArchRule NOTHING_KNOWS_BACKENDS_CHECKPOINT_OPTIONS_OR_REPORTERS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "org\\.apache\\.flink\\..*(StateBackend|CheckpointStorage|CheckpointConfig"
                  + "|CheckpointingOptions|RestartStrategyOptions|RestartStrategies"
                  + "|StateBackendOptions|MetricOptions|CoreOptions|MetricReporter)");
}
