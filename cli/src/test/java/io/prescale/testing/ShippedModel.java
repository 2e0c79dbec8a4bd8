package io.prescale.testing;

import java.nio.file.Path;

/** The model bundle that comes with Prescale. */
public final class ShippedModel {
  private ShippedModel() {}

  /** Its folder. */
  public static Path folder() {
    return Path.of(System.getProperty("prescale.root"), "models", "default");
  }
}
