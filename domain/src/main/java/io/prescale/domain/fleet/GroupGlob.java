package io.prescale.domain.fleet;

/**
 * A pattern for group names: {@code *} stands for any characters, {@code ?} for one; every other
 * character for itself, in its case. Immutable.
 */
public final class GroupGlob {
  private final String pattern;

  public GroupGlob(String pattern) {
    this.pattern = pattern;
  }

  /**
   * Whether the whole name fits. Takes at most pattern length x name length steps, unlike a regular
   * expression, which a pattern of many stars could keep busy for ever.
   */
  public boolean matches(String name) {
    int inPattern = 0;
    int inName = 0;
    int lastStar = -1;
    int nameAtStar = 0;
    while (inName < name.length()) {
      char wanted = inPattern < pattern.length() ? pattern.charAt(inPattern) : '\0';
      if (inPattern < pattern.length() && wanted == '*') {
        lastStar = inPattern++;
        nameAtStar = inName;
      } else if (inPattern < pattern.length() && (wanted == '?' || wanted == name.charAt(inName))) {
        inPattern++;
        inName++;
      } else if (lastStar >= 0) {
        // Let the last star take one more character, and try again from there.
        inPattern = lastStar + 1;
        inName = ++nameAtStar;
      } else {
        return false;
      }
    }
    while (inPattern < pattern.length() && pattern.charAt(inPattern) == '*') {
      inPattern++;
    }
    return inPattern == pattern.length();
  }

  @Override
  public String toString() {
    return pattern;
  }
}
