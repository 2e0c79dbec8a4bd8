package io.prescale.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.dashboard.access.AccessToken;
import io.prescale.dashboard.testing.Browser;
import io.prescale.dashboard.testing.TestLog;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTest {
  private static final String TOKEN = "4f1d0c6a2b9e8d7c5a3f1e0b";

  @Test
  void bindingElsewhereNeedsAToken() {
    assertThatThrownBy(
            () ->
                Dashboard.start(
                    TestLog.emptyInMemory(), DashboardSettings.local(0).withBind("0.0.0.0")))
        .isInstanceOf(DashboardException.class)
        .hasMessageContaining("a token is required")
        .hasMessageContaining("--token-file");
  }

  @Test
  void aPortThatIsTakenSaysSoAndWhatToDo() throws Exception {
    try (Dashboard first = Dashboard.start(TestLog.emptyInMemory(), DashboardSettings.local(0))) {
      DashboardSettings same = DashboardSettings.local(first.port());
      assertThatThrownBy(() -> Dashboard.start(TestLog.emptyInMemory(), same))
          .isInstanceOf(DashboardException.class)
          .hasMessageContaining("port " + first.port())
          .hasMessageContaining("choose another one");
    }
  }

  @Test
  void withoutTheTokenNothingIsTold() throws Exception {
    try (Dashboard dashboard = guarded()) {
      Browser browser = new Browser(dashboard.address());
      assertThat(browser.get("/api/status").statusCode()).isEqualTo(401);
      assertThat(browser.get("/openapi.json").statusCode()).isEqualTo(302);
      HttpResponse<String> page = browser.get("/");
      assertThat(page.statusCode()).isEqualTo(302);
      assertThat(page.headers().firstValue("Location")).hasValue("/login");
      assertThat(browser.get("/login").body()).contains("Access token");
    }
  }

  @Test
  void bearerTokenOpensTheInterfaceAndAWrongOneDoesNot() throws Exception {
    try (Dashboard dashboard = guarded()) {
      Browser browser = new Browser(dashboard.address());
      assertThat(statusWith(browser, "Bearer " + TOKEN)).isEqualTo(200);
      assertThat(statusWith(browser, "Bearer " + TOKEN + "x")).isEqualTo(401);
      assertThat(statusWith(browser, "Bearer ")).isEqualTo(401);
      assertThat(statusWith(browser, "Basic " + TOKEN)).isEqualTo(401);
    }
  }

  @Test
  void loggingInGivesACookieThatIsNotTheToken() throws Exception {
    try (Dashboard dashboard = guarded()) {
      Browser browser = new Browser(dashboard.address());
      HttpResponse<String> wrong = logIn(browser, "wrong-wrong-wrong-wrong");
      assertThat(wrong.headers().firstValue("Location")).hasValue("/login#wrong");
      assertThat(wrong.headers().firstValue("Set-Cookie")).isEmpty();
      String cookie = logIn(browser, TOKEN).headers().firstValue("Set-Cookie").orElseThrow();
      assertThat(cookie)
          .contains("HttpOnly")
          .containsIgnoringCase("SameSite=Strict")
          .doesNotContain(TOKEN);
      String pair = cookie.substring(0, cookie.indexOf(';'));
      assertThat(browser.send(browser.request("/api/status").header("Cookie", pair)).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void aNameOtherThanLocalhostIsRefusedOnALocalAddress() throws Exception {
    try (Dashboard dashboard = Dashboard.start(log(), DashboardSettings.local(0))) {
      assertThat(statusLine(dashboard.port(), "attacker.example")).contains("403");
      assertThat(statusLine(dashboard.port(), "localhost:" + dashboard.port())).contains("200");
    }
  }

  @Test
  void everyAnswerCarriesTheSecurityHeaders() throws Exception {
    try (Dashboard dashboard = Dashboard.start(log(), DashboardSettings.local(0))) {
      Browser browser = new Browser(dashboard.address());
      for (String path : new String[] {"/", "/js/main.js", "/api/status", "/nothing"}) {
        var headers = browser.get(path).headers();
        assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
            .as(path)
            .contains("script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
            .doesNotContain("unsafe");
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(headers.firstValue("Server")).isEmpty();
      }
    }
  }

  @Test
  void tokenFilesThatAreMissingOrTooShortAreNamed(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("token");
    assertThatThrownBy(() -> AccessToken.fromFile(file)).hasMessageContaining(file.toString());
    Files.writeString(file, "short\n");
    assertThatThrownBy(() -> AccessToken.fromFile(file))
        .hasMessageContaining("16 to 1024 characters")
        .hasMessageContaining("openssl rand")
        .hasMessageNotContaining("short");
    Files.writeString(file, TOKEN + "\n");
    assertThat(AccessToken.fromFile(file).toString()).doesNotContain(TOKEN);
  }

  private static io.prescale.decisionlog.DatabaseAddress log() throws Exception {
    TestLog log = TestLog.inMemory();
    log.close();
    return log.address();
  }

  private static Dashboard guarded() throws Exception {
    return Dashboard.start(log(), DashboardSettings.local(0).withToken(AccessToken.of(TOKEN)));
  }

  private static int statusWith(Browser browser, String authorization) {
    return browser
        .send(browser.request("/api/status").header("Authorization", authorization))
        .statusCode();
  }

  private static HttpResponse<String> logIn(Browser browser, String token) {
    return browser.send(
        browser
            .request("/login")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("token=" + token)));
  }

  /** Java's client does not let a request name another host. */
  private static String statusLine(int port, String host) throws IOException {
    URI address = URI.create("http://localhost:" + port);
    try (Socket socket = new Socket(address.getHost(), port)) {
      socket
          .getOutputStream()
          .write(
              ("GET /api/status HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      InputStream answer = socket.getInputStream();
      return new String(answer.readAllBytes(), StandardCharsets.UTF_8).lines().findFirst().get();
    }
  }
}
