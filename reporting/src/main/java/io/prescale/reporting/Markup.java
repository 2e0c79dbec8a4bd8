package io.prescale.reporting;

import java.util.Locale;

/** Writes well-formed HTML and SVG: every value is escaped, numbers do not depend on the locale. */
public final class Markup {
  private final StringBuilder text = new StringBuilder();

  /** Adds markup as it is. */
  public Markup raw(String markup) {
    text.append(markup);
    return this;
  }

  /** Adds text. */
  public Markup text(String plain) {
    text.append(escape(plain));
    return this;
  }

  /** Starts an element; attributes are names and values in turn. */
  public Markup open(String tag, Object... attributes) {
    tag(tag, attributes);
    text.append('>');
    return this;
  }

  public Markup close(String tag) {
    text.append("</").append(tag).append(">\n");
    return this;
  }

  /** An element without content. */
  public Markup empty(String tag, Object... attributes) {
    tag(tag, attributes);
    text.append("/>\n");
    return this;
  }

  /** An element that holds text only. */
  public Markup element(String tag, String content, Object... attributes) {
    return open(tag, attributes).text(content).close(tag);
  }

  /** Starts a section of a page that links can name; an explanation may be empty. */
  public Markup section(String id, String title, String explanation) {
    open("section", "id", id).element("h2", title);
    return explanation.isEmpty() ? this : element("p", explanation, "class", "note");
  }

  /** A row of headings, and the start of the rows below it. */
  public Markup tableHead(Iterable<String> headings) {
    open("thead").open("tr");
    for (String heading : headings) {
      element("th", heading, "scope", "col");
    }
    return close("tr").close("thead").open("tbody");
  }

  private void tag(String tag, Object... attributes) {
    text.append('<').append(tag);
    for (int index = 0; index < attributes.length; index += 2) {
      text.append(' ').append(attributes[index]).append("=\"");
      text.append(escape(format(attributes[index + 1]))).append('"');
    }
  }

  private static String format(Object value) {
    return value instanceof Double number ? coordinate(number) : String.valueOf(value);
  }

  /** To a tenth of a pixel, which keeps the file small. */
  public static String coordinate(double value) {
    long tenths = Math.round(value * 10);
    return tenths % 10 == 0
        ? Long.toString(tenths / 10)
        : String.format(Locale.ROOT, "%.1f", tenths / 10.0);
  }

  /** Characters that XML does not allow become a replacement character. */
  public static String escape(String plain) {
    StringBuilder escaped = new StringBuilder(plain.length());
    plain
        .codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(isAllowed(point) ? point : 0xFFFD);
              }
            });
    return escaped.toString();
  }

  private static boolean isAllowed(int point) {
    boolean control = point < 0x20 && point != '\t' && point != '\n' && point != '\r';
    boolean surrogate = point >= 0xD800 && point <= 0xDFFF;
    return !control && !surrogate && point != 0xFFFE && point != 0xFFFF;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
