package io.prescale.forecasting.natives;

/** Writes sizes for messages. */
final class Mebibytes {
  private static final int BITS = 20;

  private Mebibytes() {}

  /** Such as {@code 432 MiB}; down, so that too little never looks like enough. */
  static String of(long bytes) {
    return (bytes >> BITS) + " MiB";
  }
}
