package io.prescale.simulator.backtest.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.simulator.backtest.result.BacktestResult;
import io.prescale.simulator.backtest.result.Measures;
import io.prescale.simulator.backtest.result.SeriesResult;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class BacktestReportTest {
  private static final int DAYS = 3 * 1440;

  @Test
  void isWellFormedAndEveryLinkLeadsToASection() throws Exception {
    Document page = parse(page(ReportExamples.result(DAYS, "shop", "search")));

    Set<String> ids = new HashSet<>();
    for (Element section : elements(page, "section")) {
      ids.add(section.getAttribute("id"));
    }
    assertThat(ids)
        .containsExactlyInAnyOrder(
            "summary", "weak", "series", "fleet", "measured", "left-out", "guide");
    for (Element link : elements(page, "a")) {
      assertThat(ids).contains(link.getAttribute("href").substring(1));
    }
    for (Element chart : elements(page, "svg")) {
      assertThat(chart.hasAttribute("aria-hidden") || !chart.getAttribute("aria-label").isBlank())
          .isTrue();
    }
  }

  @Test
  void loadsNothingFromElsewhereAndHoldsNoUndefinedNumber() {
    assertThat(page(ReportExamples.result(DAYS, "shop")))
        .doesNotContain("http:")
        .doesNotContain("https:")
        .doesNotContain("@import")
        .doesNotContain("url(")
        .doesNotContain("<script")
        .doesNotContain("src=")
        .doesNotContain("NaN")
        .doesNotContain("Infinity")
        .contains("prefers-color-scheme: dark");
  }

  @Test
  void showsNamesAndReasonsAsText() throws Exception {
    ReportNotes notes =
        new ReportNotes(
            List.of("warned of " + ReportExamples.HOSTILE),
            List.of(new ReportNotes.LeftOut(ReportExamples.HOSTILE, "it has no sample")));
    String page =
        new BacktestReport(ReportExamples.result(DAYS, ReportExamples.HOSTILE), notes).render();

    assertThat(page).doesNotContain("<script>alert").doesNotContain("</title><b>");
    assertThat(parse(page).getDocumentElement().getTextContent())
        .contains("<script>alert(\"1\")</script> & \uFFFD")
        .contains(ReportExamples.HOSTILE_REASON)
        .contains("it has no sample")
        .contains("2 rows were bridged");
  }

  @Test
  void tablesHoldTheFiguresOfTheResult() throws Exception {
    BacktestResult result = ReportExamples.result(DAYS, "shop", "search");
    SeriesResult shop = result.series().get(0);
    List<Element> tables = elements(parse(page(result)), "table");
    Measures tracking = measures(shop, "target-tracking");

    List<List<String>> sums = rows(tables.get(0));
    assertThat(sums).extracting(row -> row.get(0)).containsExactlyElementsOf(order(shop));
    List<String> sum = row(sums, "target-tracking");
    assertThat(sum.get(1))
        .startsWith(String.format(Locale.ROOT, "%,d (", 2 * tracking.sloViolationMinutes()));
    assertThat(sum.get(3))
        .isEqualTo(String.format(Locale.ROOT, "%,.1f", 2 * tracking.instanceHours()));

    List<String> one = row(rows(tables.get(2)), "target-tracking");
    assertThat(one)
        .contains(
            String.format(Locale.ROOT, "%,.1f", tracking.unservedDemand()),
            String.format(Locale.ROOT, "%,.1f", tracking.instanceHours()),
            String.format(Locale.ROOT, "%,.1f", tracking.instanceHoursAtEqualSlo()),
            String.format(Locale.ROOT, "%,.2f", tracking.cost()),
            String.format(Locale.ROOT, "%,d", tracking.actions()),
            String.format(Locale.ROOT, "%,d", tracking.directionFlips()),
            "9.0 / 4.5");
  }

  @Test
  void theSumSaysOnHowManySeriesItHolds() throws Exception {
    BacktestResult result = ReportExamples.result(DAYS, "shop", "search");
    SeriesResult shop = result.series().get(0);
    assertThat(measures(shop, "prescale-target").sloViolationMinutes())
        .isLessThan(measures(shop, "target-tracking").sloViolationMinutes());

    assertThat(page(result))
        .contains("It meant less overload on 2 of 2 series, more on 0.")
        .contains("oracle (knows the future)");
    assertThat(page(ReportExamples.result(DAYS, "shop"))).doesNotContain("It meant less overload");
  }

  @Test
  void everyPolicyCanBeSwitchedAndOursAndItsOpponentShowFirst() throws Exception {
    Document page = parse(page(ReportExamples.result(DAYS, "shop")));

    List<String> shown = new ArrayList<>();
    for (Element input : elements(page, "input")) {
      assertThat(elements(page, "label"))
          .anyMatch(label -> label.getAttribute("for").equals(input.getAttribute("id")));
      if (input.hasAttribute("checked")) {
        shown.add(input.getAttribute("id"));
      }
    }
    assertThat(elements(page, "input")).hasSize(3);
    assertThat(shown).containsExactly("s0-prescale-target", "s0-target-tracking");
  }

  @Test
  void staysSmallWithMonthsOfMinutes() {
    String[] names = new String[30];
    for (int index = 0; index < names.length; index++) {
      names[index] = "web-" + index;
    }

    assertThat(page(ReportExamples.result(30 * 1440, names)).length()).isLessThan(8_000_000);
  }

  @Test
  void aBacktestWithoutOursOrOverloadHasAReportToo() {
    SeriesResult all = ReportExamples.series("shop", DAYS);
    SeriesResult only =
        new SeriesResult(
            all.name(),
            all.unit(),
            all.instanceCapacity(),
            all.start(),
            all.demand(),
            all.events(),
            List.of(),
            List.of(ReportExamples.policy("oracle", all.demand(), 0, false)));

    assertThat(page(new BacktestResult(ReportExamples.settings(), "", List.of(only))))
        .doesNotContain("id=\"weak\"")
        .doesNotContain("class=\"warning\"")
        .doesNotContain("Forecasts by model")
        .contains("Never overloaded: oracle")
        .contains("Nothing was left out.");
  }

  @Test
  void writesThePage(@TempDir Path folder) throws Exception {
    Path page =
        new BacktestReport(ReportExamples.result(DAYS, "shop"), ReportNotes.none()).write(folder);

    assertThat(page).isEqualTo(folder.resolve("report.html"));
    assertThat(Files.readString(page)).startsWith("<!DOCTYPE html>").contains("shop");
  }

  private static String page(BacktestResult result) {
    return new BacktestReport(result, ReportNotes.none()).render();
  }

  private static List<String> order(SeriesResult series) {
    return series.policies().stream().map(policy -> policy.policy()).toList();
  }

  private static Measures measures(SeriesResult series, String policy) {
    return PolicyFigures.find(series, policy).orElseThrow().measures();
  }

  private static List<List<String>> rows(Element table) {
    List<List<String>> rows = new ArrayList<>();
    Element body = elements(table, "tbody").get(0);
    for (Element row : elements(body, "tr")) {
      rows.add(elements(row, "td").stream().map(cell -> cell.getTextContent().trim()).toList());
    }
    return rows;
  }

  private static List<String> row(List<List<String>> rows, String first) {
    return rows.stream().filter(row -> row.get(0).equals(first)).findFirst().orElseThrow();
  }

  private static List<Element> elements(Document page, String tag) {
    return elements(page.getDocumentElement(), tag);
  }

  private static List<Element> elements(Element parent, String tag) {
    NodeList found = parent.getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int index = 0; index < found.getLength(); index++) {
      elements.add((Element) found.item(index));
    }
    return elements;
  }

  private static Document parse(String page) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    return factory
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)));
  }
}
