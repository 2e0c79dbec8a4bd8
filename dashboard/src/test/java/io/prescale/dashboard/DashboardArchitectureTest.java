package io.prescale.dashboard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@AnalyzeClasses(
    packages = "io.prescale.dashboard",
    importOptions = ImportOption.DoNotIncludeTests.class)
class DashboardArchitectureTest {
  private static final Path WEB = Path.of("src/main/resources/io/prescale/dashboard/web");

  @ArchTest
  static final ArchRule KNOWS_DOMAIN_AND_LOG_ONLY =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.flink..",
              "software.amazon..",
              "ai.djl..",
              "io.prescale.forecasting..",
              "io.prescale.connectors..",
              "io.prescale.jobs..",
              "io.prescale.training..",
              "io.prescale.simulator..",
              "io.prescale.cli..");

  @ArchTest
  static final ArchRule QUERIES_KNOW_NO_WEB_SERVER =
      noClasses()
          .that()
          .resideInAPackage("io.prescale.dashboard.log..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.javalin..", "io.prescale.dashboard.api..");

  @Test
  void textFromDataNeverBecomesMarkup() throws IOException {
    for (Path file : files(".js", ".html")) {
      assertThat(Files.readString(file))
          .as(file.toString())
          .doesNotContain(
              "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(");
    }
  }

  @Test
  void nothingIsInlineAndNothingIsFetchedFromElsewhere() throws IOException {
    for (Path file : files(".html")) {
      assertThat(Files.readString(file))
          .as(file.toString())
          .doesNotContain("<style", "style=", "onclick=", "http://", "https://")
          .doesNotContainPattern("<script(?![^>]*src=)");
    }
  }

  private static List<Path> files(String... endings) throws IOException {
    try (Stream<Path> files = Files.walk(WEB)) {
      return files
          .filter(file -> Stream.of(endings).anyMatch(ending -> file.toString().endsWith(ending)))
          .toList();
    }
  }
}
