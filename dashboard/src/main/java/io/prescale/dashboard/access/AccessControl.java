package io.prescale.dashboard.access;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Who may see the dashboard: on a local address, programs that call this machine by a local name
 * (which a page of a stranger's web site, with a name that was turned to this address, does not);
 * with a token, who knows it, as a bearer token or by logging in.
 */
public final class AccessControl {
  static final String LOGIN = "/login";
  private static final String COOKIE = "prescale_session";
  private static final int COOKIE_SECONDS = 30 * 24 * 60 * 60;
  private static final String BEARER = "Bearer ";

  private static final List<String> LOCAL_NAMES = List.of("localhost", "127.0.0.1", "[::1]");

  /** What the login page needs. It tells nothing. */
  private static final List<String> OPEN = List.of(LOGIN, "/login.html", "/favicon.svg");

  private final Optional<AccessToken> token;
  private final boolean localOnly;

  public AccessControl(Optional<AccessToken> token, boolean localOnly) {
    this.token = token;
    this.localOnly = localOnly;
  }

  /**
   * Lets a request pass.
   *
   * @throws AccessDenied or not
   */
  public void check(Context request) {
    if (localOnly && !isLocalName(request.header("Host"))) {
      throw new AccessDenied(
          "This dashboard answers to localhost only; open it as http://localhost:"
              + request.port()
              + ", or start it with --bind and --token-file.",
          false);
    }
    boolean open = OPEN.contains(request.path()) || request.path().startsWith("/css/");
    if (token.isPresent() && !open && !knowsToken(request, token.get())) {
      throw new AccessDenied(
          "A token is needed: log in at /login, or send the header Authorization: Bearer TOKEN.",
          true);
    }
  }

  /** Takes the token of the login form, and gives the browser a cookie for it. */
  public void logIn(Context request) {
    String candidate = request.formParam("token");
    if (token.isEmpty()) {
      request.redirect("/");
    } else if (token.get().matches(candidate == null ? null : candidate.strip())) {
      Cookie cookie = new Cookie(COOKIE, token.get().sessionValue());
      cookie.setPath("/");
      cookie.setMaxAge(COOKIE_SECONDS);
      cookie.setHttpOnly(true);
      cookie.setSecure("https".equals(request.header("X-Forwarded-Proto")));
      cookie.setSameSite(SameSite.STRICT);
      request.cookie(cookie);
      request.redirect("/");
    } else {
      request.redirect(LOGIN + "#wrong");
    }
  }

  private static boolean knowsToken(Context request, AccessToken token) {
    String authorization = request.header("Authorization");
    if (authorization != null && authorization.startsWith(BEARER)) {
      return token.matches(authorization.substring(BEARER.length()).strip());
    }
    return token.matchesSession(request.cookie(COOKIE));
  }

  private static boolean isLocalName(String host) {
    if (host == null) {
      return false;
    }
    try {
      String name = URI.create("http://" + host).getHost();
      return name != null && LOCAL_NAMES.contains(name.toLowerCase(java.util.Locale.ROOT));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
