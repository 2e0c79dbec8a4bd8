package io.prescale.connectors.cloudwatch;

/**
 * Gives the same {@code String} for the same characters most of the time, so that the name of a
 * resource is not allocated anew for each of its data points. A direct-mapped cache: bounded, and a
 * collision costs one allocation.
 */
final class ResourceNames {
  private static final int SLOTS = 1 << 14;

  private final String[] names = new String[SLOTS];

  String of(char[] characters, int offset, int length) {
    int hash = length;
    for (int index = offset; index < offset + length; index++) {
      hash = 31 * hash + characters[index];
    }
    // Names often differ in their last characters only: spread them over the upper bits as well.
    int slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    String cached = names[slot];
    if (cached != null && matches(cached, characters, offset, length)) {
      return cached;
    }
    String name = new String(characters, offset, length);
    names[slot] = name;
    return name;
  }

  static boolean matches(String text, char[] characters, int offset, int length) {
    if (text.length() != length) {
      return false;
    }
    for (int index = 0; index < length; index++) {
      if (text.charAt(index) != characters[offset + index]) {
        return false;
      }
    }
    return true;
  }
}
