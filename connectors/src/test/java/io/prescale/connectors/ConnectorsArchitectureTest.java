package io.prescale.connectors;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.prescale.connectors",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ConnectorsArchitectureTest {
  @ArchTest
  static final ArchRule OF_OUR_OWN_MODULES_ONLY_DOMAIN_AND_DECISION_LOG_ARE_USED =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.prescale.connectors..",
              "io.prescale.domain..",
              "io.prescale.decisionlog..",
              "java..",
              "javax.management..",
              "org.apache.flink..",
              "software.amazon.awssdk..",
              "com.fasterxml.jackson..",
              "com.google.protobuf..",
              "io.opentelemetry.proto..",
              "org.slf4j..");

  @ArchTest
  static final ArchRule THE_KINESIS_CONNECTOR_HIDES_BEHIND_ITS_SEAM =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.prescale.connectors.kinesis")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.flink.streaming.connectors.kinesis..",
              "org.apache.flink.connector.kinesis..",
              "org.apache.flink.kinesis.shaded..");

  @ArchTest
  static final ArchRule NOBODY_USES_THE_OLD_SOURCES_AND_SINKS =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.prescale.connectors.kinesis")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.flink.streaming.api.functions.source..",
              "org.apache.flink.streaming.api.functions.sink.legacy..");

  @ArchTest
  static final ArchRule PACKAGES_FORM_NO_CYCLES =
      slices().matching("io.prescale.connectors.(*)..").should().beFreeOfCycles();
}
