package io.prescale.forecasting.natives;

/** A system property that has another value for a while; {@link #close} puts the old one back. */
final class SystemProperty implements AutoCloseable {
  private final String name;
  private final String before;

  /**
   * @param value {@code null} for none
   */
  SystemProperty(String name, String value) {
    this.name = name;
    this.before = System.getProperty(name);
    set(value);
  }

  @Override
  public void close() {
    set(before);
  }

  private void set(String value) {
    if (value == null) {
      System.clearProperty(name);
    } else {
      System.setProperty(name, value);
    }
  }
}
