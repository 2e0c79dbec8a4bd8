package io.prescale.reporting;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A page that needs nothing but itself, well-formed as XML: the style sheet of all reports, that of
 * one, and its script. Light or dark as the reader's system is.
 */
public final class PageFrame {
  private static final String COMMON_STYLE = "reporting.css";

  private final String title;
  private String style = resource(PageFrame.class, COMMON_STYLE);
  private String script = "";

  public PageFrame(String title) {
    this.title = title;
  }

  /** Adds a style sheet that lies beside a class. */
  public PageFrame style(Class<?> owner, String name) {
    style += resource(owner, name);
    return this;
  }

  /** Adds a script that lies beside a class; it must hold neither "less than" nor an ampersand. */
  public PageFrame script(Class<?> owner, String name) {
    script += resource(owner, name);
    return this;
  }

  /** The whole page. */
  public String around(String body) {
    Markup page = new Markup().raw("<!DOCTYPE html>\n").open("html", "lang", "en");
    page.open("head")
        .empty("meta", "charset", "utf-8")
        .empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
        .element("title", title)
        .open("style")
        .raw(style)
        .close("style")
        .close("head");
    page.open("body").raw(body);
    if (!script.isEmpty()) {
      page.open("script").raw(script).close("script");
    }
    return page.close("body").close("html").toString();
  }

  private static String resource(Class<?> owner, String name) {
    try (InputStream in = owner.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
