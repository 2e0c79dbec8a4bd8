package io.prescale.dashboard.testing;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A headless Chromium. Needs Debian's packages {@code chromium} and {@code chromium-driver};
 * without them the test is skipped, or fails in continuous integration ({@code CI} set).
 */
public final class Chromium implements AutoCloseable {
  private static final Path BROWSER = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int MOST_TABS = 60;
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  private final ChromeDriver driver;
  private final Path profile;

  private Chromium(ChromeDriver driver, Path profile) {
    this.driver = driver;
    this.profile = profile;
  }

  /** Starts one; skips the test where there is none. */
  public static Chromium start() throws IOException {
    if (!Files.isExecutable(BROWSER) || !Files.isExecutable(DRIVER)) {
      missing();
    }
    Path profile = Files.createTempDirectory("prescale-chromium");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(BROWSER.toString());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--window-size=1440,900",
        "--user-data-dir=" + profile);
    LoggingPreferences logging = new LoggingPreferences();
    logging.enable(LogType.BROWSER, Level.ALL);
    options.setCapability(ChromeOptions.LOGGING_PREFS, logging);
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
    return new Chromium(new ChromeDriver(service, options), profile);
  }

  private static void missing() {
    String message =
        "This test needs "
            + BROWSER
            + " and "
            + DRIVER
            + ": install Chromium (Debian: apt-get install chromium chromium-driver).";
    if (System.getenv("CI") != null) {
      throw new IllegalStateException(message);
    }
    abort(message);
  }

  /** Loads the page anew, also if only what follows the # differs. */
  public void open(String address) {
    driver.get("about:blank");
    driver.get(address);
  }

  public String address() {
    return driver.getCurrentUrl();
  }

  public List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  /** The text of the first; empty if there is none. */
  public String text(String selector) {
    return texts(selector).stream().findFirst().orElse("");
  }

  /** The page may replace elements at any time: an answer is of one moment. */
  @SuppressWarnings("unchecked")
  public List<String> texts(String selector) {
    Object texts =
        script(
            "return [...document.querySelectorAll(arguments[0])].map(e => e.innerText.trim())",
            selector);
    return (List<String>) texts;
  }

  public String attribute(String selector, String name) {
    return (String)
        script(
            "return document.querySelector(arguments[0]).getAttribute(arguments[1])",
            selector,
            name);
  }

  public String style(String selector, String property) {
    return (String)
        script(
            "return getComputedStyle(document.querySelector(arguments[0]))"
                + ".getPropertyValue(arguments[1])",
            selector,
            property);
  }

  /** By how many pixels the page is wider than the window. */
  public long overflow() {
    return (Long)
        script(
            "return Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)");
  }

  /** How many of the elements that are shown begin before the one before them ends. */
  public long overlaps(String selector) {
    return (Long)
        script(
            "const boxes = [...document.querySelectorAll(arguments[0])]"
                + ".map(e => e.getBoundingClientRect()).filter(box => box.width > 0);"
                + "return boxes.filter((box, i) => i > 0 && box.left < boxes[i - 1].right).length",
            selector);
  }

  public void waitFor(String selector) {
    waitUntil(() -> !all(selector).isEmpty());
  }

  public void waitUntil(BooleanSupplier condition) {
    Awaitility.await().atMost(PATIENCE).until(condition::getAsBoolean);
  }

  public void click(String selector) {
    patiently(() -> all(selector).get(0).click());
  }

  /** Clicks the one that shows this text. */
  public void clickText(String selector, String text) {
    patiently(
        () ->
            all(selector).stream()
                .filter(element -> element.getText().equals(text))
                .findFirst()
                .orElseThrow(() -> new StaleElementReferenceException("no " + text + " yet"))
                .click());
  }

  public void type(String selector, String text) {
    patiently(() -> all(selector).get(0).sendKeys(text));
  }

  public void clear(String selector) {
    WebElement field = all(selector).get(0);
    field.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
  }

  /** Presses a key so many times in an element that takes the focus. */
  public void pressIn(String selector, String key, int times) {
    script("document.querySelector(arguments[0]).focus()", selector);
    for (int time = 0; time < times; time++) {
      driver.switchTo().activeElement().sendKeys(Keys.valueOf(constant(key)));
    }
  }

  /** Presses a key in the element that has the focus. */
  public void press(String key) {
    driver.switchTo().activeElement().sendKeys(Keys.valueOf(constant(key)));
  }

  /** Goes on with the tabulator until an element of this kind has the focus. */
  public void tabTo(String selector) {
    for (int time = 0; time < MOST_TABS; time++) {
      press("Tab");
      if (hasFocus(selector)) {
        return;
      }
    }
    throw new AssertionError("the tabulator does not reach " + selector);
  }

  public boolean hasFocus(String selector) {
    return (Boolean) script("return document.activeElement.matches(arguments[0])", selector);
  }

  private static String constant(String key) {
    return key.replaceAll("([a-z])([A-Z])", "$1_$2").toUpperCase(java.util.Locale.ROOT);
  }

  public void resize(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        java.util.Map.of(
            "width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    driver.manage().window().setSize(new Dimension(Math.max(width, 500), height));
  }

  /** Errors of the page since the last time that this was asked. */
  public List<String> consoleErrors() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .collect(Collectors.toList());
  }

  public void forgetConsole() {
    consoleErrors();
  }

  public void screenshot(String name) {
    try {
      Files.createDirectories(SCREENSHOTS);
      Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the screenshot " + name, e);
    }
  }

  private Object script(String script, Object... arguments) {
    return ((JavascriptExecutor) driver).executeScript(script, arguments);
  }

  /** Does it again if the page has just replaced the element. */
  private void patiently(Runnable action) {
    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(WebDriverException.class)
        .until(
            () -> {
              action.run();
              return true;
            });
  }

  @Override
  public void close() throws IOException {
    driver.quit();
    try (var files = Files.walk(profile)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}
