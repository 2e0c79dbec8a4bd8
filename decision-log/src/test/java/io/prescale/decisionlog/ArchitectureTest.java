package io.prescale.decisionlog;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The log knows the domain and SQL: job and dashboard both use it. */
@AnalyzeClasses(
    packages = "io.prescale.decisionlog",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule KNOWS_NO_PLATFORM =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.flink..", "software.amazon..", "ai.djl..");

  @ArchTest
  static final ArchRule KNOWS_ONLY_THE_DOMAIN =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.prescale..")
                  .and(
                      not(
                          resideInAnyPackage(
                              "io.prescale.domain..", "io.prescale.decisionlog.."))));
}
