package io.prescale.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import ai.djl.ndarray.NDArray;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;

/** The direction of imports between the modules, and what Flink code must keep to. */
@AnalyzeClasses(packages = "io.prescale", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule DOMAIN_STANDS_ALONE =
      noClasses()
          .that()
          .resideInAPackage("io.prescale.domain..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.flink..",
              "software.amazon..",
              "com.amazonaws..",
              "ai.djl..",
              "io.prescale.forecasting..",
              "io.prescale.connectors..",
              "io.prescale.jobs..",
              "io.prescale.training..",
              "io.prescale.simulator..",
              "io.prescale.dashboard..",
              "io.prescale.cli..");

  @ArchTest
  static final ArchRule REPORTING_STANDS_ALONE =
      classes()
          .that()
          .resideInAPackage("io.prescale.reporting..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "io.prescale.reporting..");

  @ArchTest
  static final ArchRule ONLY_TRAINING_AND_SIMULATOR_KNOW_REPORTING =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.prescale.domain..",
              "io.prescale.forecasting..",
              "io.prescale.connectors..",
              "io.prescale.jobs..",
              "io.prescale.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.prescale.reporting..");

  @ArchTest
  static final ArchRule FORECASTING_KNOWS_THE_DOMAIN_ONLY =
      noClasses()
          .that()
          .resideInAPackage("io.prescale.forecasting..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.flink..",
              "software.amazon..",
              "com.amazonaws..",
              "io.prescale.connectors..",
              "io.prescale.jobs..",
              "io.prescale.training..",
              "io.prescale.simulator..",
              "io.prescale.dashboard..",
              "io.prescale.cli..");

  @ArchTest
  static final ArchRule CONNECTORS_KNOW_THE_DOMAIN_ONLY =
      noClasses()
          .that()
          .resideInAPackage("io.prescale.connectors..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "ai.djl..",
              "io.prescale.forecasting..",
              "io.prescale.jobs..",
              "io.prescale.training..",
              "io.prescale.simulator..",
              "io.prescale.dashboard..",
              "io.prescale.cli..");

  @ArchTest
  static final ArchRule JOBS_AND_TOOLS_DO_NOT_KNOW_EACH_OTHER =
      slices()
          .matching("io.prescale.(jobs|training|simulator|dashboard)..")
          .should()
          .notDependOnEachOther();

  @ArchTest
  static final ArchRule NOTHING_KNOWS_THE_COMMAND =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.prescale.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.prescale.cli..");

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("io.prescale.(*).(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ONLY_THE_SEAM_KNOWS_THE_KINESIS_CONNECTOR =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.prescale.connectors.kinesis..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.flink.streaming.connectors.kinesis..",
              "org.apache.flink.connector.kinesis..",
              "org.apache.flink.kinesis.shaded..");

  @ArchTest
  static final ArchRule NO_API_THAT_FLINK_2_LACKS =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.prescale.connectors.kinesis..")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.apache.flink.streaming.api.functions.source.SourceFunction")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.apache.flink.streaming.api.functions.sink.SinkFunction")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.apache.flink.streaming.api.windowing.time.Time")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.apache.flink.api.common.time.Time");

  /** DJL frees the scalar behind such an operand while autograd holds it: garbage gradients. */
  @ArchTest
  static final ArchRule NO_NUMBER_OPERANDS_IN_NETWORKS =
      noClasses()
          .that()
          .resideInAnyPackage("io.prescale.forecasting..", "io.prescale.training..")
          .should(
              callMethodWhere(
                  describe(
                      "an NDArray is multiplied, divided or raised by a Number",
                      call ->
                          call.getTargetOwner().isAssignableTo(NDArray.class)
                              && call.getName().matches("(mul|div|pow)i?")
                              && call.getTarget()
                                  .getRawParameterTypes()
                                  .get(0)
                                  .isEquivalentTo(Number.class))));

  @ArchTest
  static final ArchRule OPERATORS_AND_POLICY_READ_NO_WALL_CLOCK =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.prescale.jobs.scaler..", "io.prescale.jobs.recorder..", "io.prescale.domain..")
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(java.time.Clock.class, "systemUTC");

  @ArchTest
  static final ArchRule NO_STATIC_MUTABLE_STATE =
      fields().that().areStatic().and().doNotHaveName("$VALUES").should().beFinal();

  @ArchTest
  static final ArchRule NO_UTILS =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Util");

  @ArchTest
  static final ArchRule NO_JAVA_UTIL_LOGGING =
      GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

  @ArchTest
  static final ArchRule NO_STANDARD_STREAMS_IN_WHAT_SHIPS =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.prescale.domain..",
              "io.prescale.forecasting..",
              "io.prescale.decisionlog..",
              "io.prescale.connectors..",
              "io.prescale.jobs..")
          .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);
}
