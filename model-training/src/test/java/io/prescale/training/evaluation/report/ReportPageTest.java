package io.prescale.training.evaluation.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.training.evaluation.EvaluationResult;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ReportPageTest {
  @Test
  void isWellFormedAndHasEverySection() throws Exception {
    Document page = parse(new ReportPage(ReportExamples.result(4)).render());

    Set<String> sections = new HashSet<>();
    NodeList elements = page.getElementsByTagName("section");
    for (int index = 0; index < elements.getLength(); index++) {
      Element section = (Element) elements.item(index);
      sections.add(section.getAttribute("id"));
      assertThat(section.getElementsByTagName("h2").getLength()).isOne();
    }
    assertThat(sections)
        .containsExactlyInAnyOrder(
            "summary",
            "methods",
            "ratios",
            "hours",
            "calibration",
            "events",
            "series",
            "plots",
            "left-out",
            "guide");
    NodeList links = page.getElementsByTagName("a");
    for (int index = 0; index < links.getLength(); index++) {
      assertThat(sections)
          .contains(((Element) links.item(index)).getAttribute("href").substring(1));
    }
  }

  @Test
  void everyChartSaysWhatItShows() throws Exception {
    NodeList charts =
        parse(new ReportPage(ReportExamples.result(3)).render()).getElementsByTagName("svg");

    assertThat(charts.getLength()).isGreaterThan(15);
    for (int index = 0; index < charts.getLength(); index++) {
      Element chart = (Element) charts.item(index);
      assertThat(chart.hasAttribute("aria-hidden") || !chart.getAttribute("aria-label").isBlank())
          .isTrue();
    }
  }

  @Test
  void loadsNothingFromElsewhereAndHoldsNoUndefinedNumber() {
    String page = new ReportPage(ReportExamples.result(3)).render();

    assertThat(page)
        .doesNotContain("http:")
        .doesNotContain("https:")
        .doesNotContain("@import")
        .doesNotContain("NaN")
        .doesNotContain("Infinity")
        .contains("prefers-color-scheme: dark");
  }

  @Test
  void showsNamesAsText() throws Exception {
    String text = new ReportPage(ReportExamples.result(2)).render();

    assertThat(text).doesNotContain("<script>alert").contains("&lt;script&gt;alert");
    assertThat(parse(text).getDocumentElement().getTextContent())
        .contains("<script>alert(\"1\")</script> & \uFFFD");
  }

  @Test
  void tellsTheOutcomeInWords() throws Exception {
    String text =
        parse(new ReportPage(ReportExamples.result(4)).render())
            .getDocumentElement()
            .getTextContent();

    assertThat(text)
        .contains("5 minutes ahead the model errs no more than both persistence and AR24 on ")
        .contains("of 4 series")
        .contains("classic")
        .contains("web-0: training of the model read it")
        .contains("newest 20\u00a0% of each");
  }

  @Test
  void staysSmallWithManySeries() throws Exception {
    String text = new ReportPage(ReportExamples.result(80)).render();

    assertThat(text.length()).isLessThan(5_000_000);
    NodeList plots = parse(text).getElementsByTagName("summary");
    assertThat(plots.getLength()).as("four of each kind and the warnings").isEqualTo(13);
    assertThat(text).contains("web-79");
  }

  @Test
  void aResultWithoutSpecialThingsHasNoSectionsForThem() {
    EvaluationResult all = ReportExamples.result(3);
    String text =
        new ReportPage(
                new EvaluationResult(
                    all.generatedBy(),
                    all.testFraction(),
                    all.models(),
                    List.of(all.series().get(2)),
                    List.of(),
                    List.of()))
            .render();

    assertThat(text)
        .doesNotContain("id=\"events\"")
        .doesNotContain("class=\"warning\"")
        .contains("No series was left out.");
  }

  private static Document parse(String page) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    return factory
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)));
  }
}
