package io.prescale.dashboard.api;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.prescale.dashboard.access.AccessDenied;
import io.prescale.dashboard.log.LogUnavailableException;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what went wrong into an answer that says so. */
public final class ErrorAnswers {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);

  private ErrorAnswers() {}

  public static void addTo(Javalin app) {
    app.exception(
        BadRequest.class,
        (e, answer) ->
            answer(
                answer,
                HttpStatus.BAD_REQUEST,
                new ErrorAnswer("bad_request", e.getMessage(), e.parameter())));
    app.exception(
        NotFound.class,
        (e, answer) ->
            answer(
                answer, HttpStatus.NOT_FOUND, new ErrorAnswer("not_found", e.getMessage(), null)));
    app.exception(AccessDenied.class, ErrorAnswers::denied);
    app.exception(LogUnavailableException.class, ErrorAnswers::unavailable);
    app.exception(
        HttpResponseException.class,
        (e, answer) ->
            answer(
                answer,
                HttpStatus.forStatus(e.getStatus()),
                new ErrorAnswer("refused", String.valueOf(e.getMessage()), null)));
    app.exception(Exception.class, ErrorAnswers::failed);
    app.error(HttpStatus.NOT_FOUND, ErrorAnswers::unknownPath);
  }

  private static void denied(AccessDenied denied, Context answer) {
    boolean program = answer.path().startsWith("/api/") || answer.header("Authorization") != null;
    if (denied.mayLogIn() && !program) {
      answer.redirect("/login");
      return;
    }
    HttpStatus status = denied.mayLogIn() ? HttpStatus.UNAUTHORIZED : HttpStatus.FORBIDDEN;
    if (denied.mayLogIn()) {
      answer.header("WWW-Authenticate", "Bearer");
    }
    answer(answer, status, new ErrorAnswer("access_denied", denied.getMessage(), null));
  }

  private static void unavailable(LogUnavailableException e, Context answer) {
    LOG.warn("{}: {}", answer.path(), e.getMessage(), e);
    answer.header("Retry-After", "5");
    answer(
        answer,
        HttpStatus.SERVICE_UNAVAILABLE,
        new ErrorAnswer(
            "log_" + e.problem().name().toLowerCase(Locale.ROOT), e.getMessage(), null));
  }

  private static void failed(Exception e, Context answer) {
    LOG.error("{} failed", answer.path(), e);
    answer(
        answer,
        HttpStatus.INTERNAL_SERVER_ERROR,
        new ErrorAnswer(
            "failed", "The dashboard failed to answer; its log has the details.", null));
  }

  private static void unknownPath(Context answer) {
    if (!isJson(answer)) {
      answer.json(
          new ErrorAnswer(
              "not_found",
              "there is nothing at "
                  + BadRequest.shortened(answer.path())
                  + "; the interface is described at /openapi.json",
              null));
    }
  }

  private static boolean isJson(Context answer) {
    return String.valueOf(answer.res().getContentType()).startsWith("application/json");
  }

  private static void answer(Context answer, HttpStatus status, ErrorAnswer error) {
    answer.status(status).json(error);
  }
}
