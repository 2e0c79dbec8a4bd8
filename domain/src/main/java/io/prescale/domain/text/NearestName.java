package io.prescale.domain.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Guesses which name a misspelt one was meant to be. */
public final class NearestName {
  /** Longer names are not compared: the work grows with the square of the length. */
  private static final int LONGEST = 100;

  private NearestName() {}

  /**
   * The candidate with the fewest edits, in any case of letters, if about two thirds of the letters
   * agree; of equally near ones the first in alphabetical order.
   */
  public static Optional<String> of(String name, Collection<String> candidates) {
    if (name.length() > LONGEST) {
      return Optional.empty();
    }
    int tolerated = Math.max(1, name.length() / 3);
    return candidates.stream()
        .filter(candidate -> distance(name, candidate) <= tolerated)
        .min(
            Comparator.<String>comparingInt(candidate -> distance(name, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** {@code "; did you mean X?"}, or nothing where no candidate is near. */
  public static String hint(String name, Collection<String> candidates) {
    return of(name, candidates).map(found -> "; did you mean " + found + "?").orElse("");
  }

  private static int distance(String left, String right) {
    return LevenshteinDistance.getDefaultInstance()
        .apply(left.toLowerCase(Locale.ROOT), right.toLowerCase(Locale.ROOT));
  }
}
