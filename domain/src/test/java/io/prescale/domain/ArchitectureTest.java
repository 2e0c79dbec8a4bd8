package io.prescale.domain;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;

/** The domain is plain Java: it can be read, tested and used without a cluster or an account. */
@AnalyzeClasses(
    packages = "io.prescale.domain",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule KNOWS_NO_PLATFORM =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.flink..",
              "software.amazon..",
              "com.amazonaws..",
              "ai.djl..",
              "org.slf4j..");

  @ArchTest
  static final ArchRule KNOWS_NO_OTHER_MODULE =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.prescale..").and(not(resideInAPackage("io.prescale.domain.."))));

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("io.prescale.domain.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule DECISIONS_READ_NO_CLOCK =
      noClasses()
          .that()
          .resideInAnyPackage("..policy..", "..calendar..", "..fleet..", "..sample..")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class)
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(java.time.Instant.class, "now");
}
