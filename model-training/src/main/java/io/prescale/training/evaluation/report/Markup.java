package io.prescale.training.evaluation.report;

import java.util.Locale;

/** Writes well-formed HTML and SVG: every value is escaped, numbers do not depend on the locale. */
final class Markup {
  private final StringBuilder text = new StringBuilder();

  /** Adds markup as it is. */
  Markup raw(String markup) {
    text.append(markup);
    return this;
  }

  /** Adds text. */
  Markup text(String plain) {
    text.append(escape(plain));
    return this;
  }

  /** Starts an element; attributes are names and values in turn. */
  Markup open(String tag, Object... attributes) {
    tag(tag, attributes);
    text.append('>');
    return this;
  }

  Markup close(String tag) {
    text.append("</").append(tag).append(">\n");
    return this;
  }

  /** An element without content. */
  Markup empty(String tag, Object... attributes) {
    tag(tag, attributes);
    text.append("/>\n");
    return this;
  }

  /** An element that holds text only. */
  Markup element(String tag, String content, Object... attributes) {
    return open(tag, attributes).text(content).close(tag);
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
  static String coordinate(double value) {
    long tenths = Math.round(value * 10);
    return tenths % 10 == 0
        ? Long.toString(tenths / 10)
        : String.format(Locale.ROOT, "%.1f", tenths / 10.0);
  }

  /** Characters that XML does not allow become a replacement character. */
  static String escape(String plain) {
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
