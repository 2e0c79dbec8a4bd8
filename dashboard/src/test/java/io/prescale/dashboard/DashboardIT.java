package io.prescale.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.dashboard.testing.Chromium;
import io.prescale.dashboard.testing.GroupStory;
import io.prescale.dashboard.testing.TestLog;
import io.prescale.domain.fleet.ScalingMode;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.time.Slots;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page in a real browser, as a user goes about it. Screenshots are kept below target. */
class DashboardIT {
  private static final String HOSTILE = "<img src=x onerror=\"document.title='hacked'\">";
  private static final String HOSTILE_EVENT =
      "<b>'; DROP TABLE decision; --</b> \uD83D\uDE80" + "very".repeat(20);
  private static final int SLOTS = 60;

  private static TestLog log;
  private static Dashboard dashboard;
  private static Chromium browser;
  private static GroupStory web;
  private static long now;
  private static long newest;

  @BeforeAll
  static void start() throws Exception {
    browser = Chromium.start();
    log = TestLog.inMemory();
    now = Slots.startOf(System.currentTimeMillis());
    newest = now;
    Instant lastSlot = Instant.ofEpochMilli(now);
    log.putModelInForce(lastSlot.minus(Duration.ofDays(2)));
    log.putCalendarInForce(lastSlot.minus(Duration.ofDays(1)), calendar());
    web = log.tell("web-001", ScalingMode.OBSERVE, lastSlot, SLOTS);
    for (int group = 2; group <= 40; group++) {
      log.tell(String.format("api-%03d", group), ScalingMode.ENFORCE, lastSlot, 5);
    }
    log.tell(HOSTILE, ScalingMode.ENFORCE, lastSlot, 5);
    log.tell("\u202Eevil " + "long ".repeat(2000), ScalingMode.OBSERVE, lastSlot, 5);
    dashboard = Dashboard.start(log.address(), DashboardSettings.local(0));
  }

  @AfterAll
  static void stop() throws Exception {
    if (browser != null) {
      browser.close();
    }
    if (dashboard != null) {
      dashboard.close();
      log.close();
    }
  }

  @AfterEach
  void nothingWasLoggedAsAnError() {
    assertThat(browser.consoleErrors()).isEmpty();
  }

  @Test
  void fleetIsSearchedAndPagedThrough() {
    open("#/");
    browser.waitFor(".fleet-table tbody tr");
    assertThat(browser.all(".fleet-table tbody tr")).hasSize(25);
    browser.screenshot("fleet");
    browser.type("input[type=search]", "web-0");
    browser.waitUntil(() -> browser.texts(".group-name a").equals(List.of("web-001")));
    browser.clear("input[type=search]");
    browser.waitUntil(() -> browser.all(".fleet-table tbody tr").size() == 25);
    browser.click(".pager button:last-child");
    browser.waitUntil(() -> browser.text(".pager").contains("Page 2 of 2"));
  }

  @Test
  void aGroupIsOpenedAndALiveUpdateArrives() throws SQLException {
    open("#/?search=web-001");
    browser.waitFor(".group-name a");
    browser.click(".group-name a");
    browser.waitFor(".plot canvas");
    assertThat(browser.text("h1")).isEqualTo("web-001");
    assertThat(browser.all(".plot canvas")).hasSize(3);
    assertThat(browser.texts(".rail h2")).contains("What enforce would have done");
    ScalingDecision next = web.decide(nextSlotEnd());
    next.observedCpu = 87.6;
    log.write(next);
    browser.waitUntil(() -> browser.text(".tiles .tile dd").startsWith("87.6"));
    browser.screenshot("group");
  }

  @Test
  void everyRangeShowsItsCharts() {
    openGroup();
    for (String range : List.of("3 h", "1 d", "3 d", "7 d", "30 d", "12 h")) {
      browser.clickText(".ranges button", range);
      browser.waitUntil(
          () -> browser.texts(".ranges button[aria-pressed=true]").equals(List.of(range)));
      assertThat(browser.all(".plot canvas")).hasSize(3);
    }
    assertThat(browser.address()).endsWith("range=12h");
  }

  @Test
  void chartsAreReadWithTheKeyboard() {
    openGroup();
    browser.waitFor(".plot canvas");
    browser.pressIn(".plot", "ArrowLeft", 15);
    browser.waitUntil(() -> !browser.text(".moment").startsWith("Move over"));
    assertThat(browser.texts(".moment strong")).hasSize(1);
    String line = ".chart:nth-child(%d) .u-cursor-x";
    String first = browser.attribute(String.format(line, 1), "style");
    assertThat(first).contains("translate(").doesNotContain("translate(-");
    for (int chart = 2; chart <= 3; chart++) {
      assertThat(browser.attribute(String.format(line, chart), "style")).isEqualTo(first);
    }
  }

  @Test
  void everythingIsReachedWithTheKeyboardAndKeepsTheFocus() throws SQLException {
    open("#/?search=web-001");
    browser.waitFor(".group-name a");
    browser.press("Tab");
    assertThat(browser.hasFocus(".skip")).isTrue();
    browser.tabTo("input[type=search]");
    browser.tabTo("th .sort");
    browser.tabTo(".group-name a");
    browser.press("Enter");
    browser.waitFor(".plot canvas");
    browser.tabTo(".ranges button");
    browser.press("Enter");
    browser.waitUntil(() -> browser.texts(".ranges button[aria-pressed=true]").contains("3 h"));
    assertThat(browser.hasFocus(".ranges button[aria-pressed=true]")).isTrue();
    browser.tabTo(".plot");
    browser.press("ArrowLeft");
    browser.waitUntil(() -> !browser.texts(".moment strong").isEmpty());
    browser.tabTo(".card[aria-label=Decisions] button");

    ScalingDecision next = web.decide(nextSlotEnd());
    next.observedCpu = 76.5;
    log.write(next);
    browser.waitUntil(() -> browser.text(".tiles .tile dd").startsWith("76.5"));
    assertThat(browser.hasFocus(".card[aria-label=Decisions] button")).isTrue();
  }

  @Test
  void calendarAndModelAreShown() {
    open("#/calendar");
    browser.waitFor(".event-card");
    assertThat(browser.texts(".event-card h2"))
        .containsExactlyInAnyOrder("Flash <i>sale</i>", HOSTILE_EVENT);
    assertThat(browser.all(".event-card h2 i, .event-card h2 b")).isEmpty();
    browser.screenshot("calendar");
    open("#/model");
    browser.waitFor(".horizon");
    assertThat(browser.text("h1")).isEqualTo(GroupStory.MODEL);
    browser.screenshot("model");
  }

  @Test
  void themeIsChangedAndKept() {
    open("#/");
    browser.waitFor(".fleet-table");
    List<String> backgrounds = new ArrayList<>();
    for (String theme : List.of("light", "dark")) {
      browser.waitUntil(
          () -> {
            browser.click("#theme");
            return theme.equals(browser.attribute("#theme", "data-theme"));
          });
      backgrounds.add(browser.style("body", "background-color"));
      browser.screenshot("fleet-" + theme);
    }
    assertThat(backgrounds).doesNotHaveDuplicates();
    open("#/");
    browser.waitFor(".fleet-table");
    assertThat(browser.attribute("#theme", "data-theme")).isEqualTo("dark");
  }

  @Test
  void aPhoneShowsEverythingWithoutScrollingSideways() {
    browser.resize(390, 844);
    try {
      for (String view : List.of("#/", "#/groups/1?range=1d", "#/calendar", "#/model")) {
        open(view);
        browser.waitFor(".card");
        assertThat(browser.overflow()).as(view).isZero();
        assertThat(browser.overlaps(".timeline .tick")).as(view).isZero();
        browser.screenshot("phone-" + view.replaceAll("[^a-z0-9]+", "-"));
      }
    } finally {
      browser.resize(1440, 900);
    }
  }

  @Test
  void hostileNamesAreShownAsTheyAre() {
    open("#/?search=onerror");
    browser.waitFor(".group-name a");
    assertThat(browser.text(".group-name a")).isEqualTo(HOSTILE);
    browser.click(".group-name a");
    browser.waitFor(".plot canvas");
    assertThat(browser.text("h1")).isEqualTo(HOSTILE);
    assertThat(browser.all("main img")).isEmpty();
    open("#/?search=evil");
    browser.waitFor(".group-name a");
    assertThat(browser.overflow()).isZero();
  }

  @Test
  void anEmptyLogSaysWhatIsMissing() throws Exception {
    try (TestLog empty = TestLog.inMemory();
        Dashboard other = Dashboard.start(empty.address(), DashboardSettings.local(0))) {
      browser.open(other.address() + "/#/");
      browser.waitFor(".empty");
      assertThat(browser.text(".empty")).contains("No decisions yet", "prescale:mode");
      browser.screenshot("empty");
      empty.tell("first", ScalingMode.OBSERVE, Instant.ofEpochMilli(now), 1);
      browser.waitUntil(() -> browser.texts(".group-name a").equals(List.of("first")));
    }
  }

  @Test
  void aLogThatCannotBeReadSaysSoAndIsShownWhenItCan() throws Exception {
    var address = TestLog.emptyInMemory();
    try (Dashboard other = Dashboard.start(address, DashboardSettings.local(0))) {
      browser.open(other.address() + "/#/");
      browser.waitUntil(
          () -> browser.texts(".banner").toString().contains("holds no decision log"));
      browser.screenshot("broken");
      browser.forgetConsole(); // The browser itself logs answers of status 503.
      try (TestLog repaired = TestLog.in(address)) {
        repaired.tell("first", ScalingMode.OBSERVE, Instant.ofEpochMilli(now), 1);
        browser.waitUntil(() -> browser.texts(".group-name a").equals(List.of("first")));
        assertThat(browser.all(".banner")).isEmpty();
      }
      browser.forgetConsole();
    }
  }

  private static void open(String hash) {
    browser.open(dashboard.address() + "/" + hash);
  }

  /** Tests come in any order, and only the newest slot of a group is news. */
  private static long nextSlotEnd() {
    newest += Slots.MILLIS;
    return newest;
  }

  private static void openGroup() {
    open("#/?search=web-001");
    browser.waitFor(".group-name a");
    browser.click(".group-name a");
    browser.waitFor(".ranges button");
  }

  private static String calendar() {
    return String.format(
        "{\"events\":[{\"id\":\"flash-sale\",\"name\":\"Flash <i>sale</i>\",\"start\":\"%s\","
            + "\"end\":\"%s\",\"groups\":[\"web-*\"],\"minCapacity\":4},"
            + "{\"id\":\"hostile\",\"name\":\"%s\",\"start\":\"%s\",\"end\":\"%s\","
            + "\"groups\":[\"web-*\"],\"freezeScaleIn\":true}]}",
        Instant.ofEpochMilli(now - 7_200_000),
        Instant.ofEpochMilli(now - 3_600_000),
        HOSTILE_EVENT,
        Instant.ofEpochMilli(now - 5_400_000),
        Instant.ofEpochMilli(now + 3_600_000));
  }
}
