package io.prescale.testing;

import java.util.HashMap;
import java.util.Map;

/** Sets system properties until closed, for what can be told in no other way. */
public final class SystemProperties implements AutoCloseable {
  private final Map<String, String> before = new HashMap<>();

  private SystemProperties() {}

  /** Sets them. */
  public static SystemProperties set(Map<String, String> properties) {
    SystemProperties set = new SystemProperties();
    properties.forEach((name, value) -> set.before.put(name, System.setProperty(name, value)));
    return set;
  }

  @Override
  public void close() {
    before.forEach(
        (name, value) -> {
          if (value == null) {
            System.clearProperty(name);
          } else {
            System.setProperty(name, value);
          }
        });
  }
}
