package io.prescale.dashboard.api;

/** A request's parameter is not what it should be; the message says what is expected. */
final class BadRequest extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String parameter;

  BadRequest(String parameter, String expected, String given) {
    super("parameter " + parameter + " " + expected + ", but is '" + shortened(given) + "'");
    this.parameter = parameter;
  }

  BadRequest(String parameter, String message) {
    super(message);
    this.parameter = parameter;
  }

  String parameter() {
    return parameter;
  }

  static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "...";
  }
}
