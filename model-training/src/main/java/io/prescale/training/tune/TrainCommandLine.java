package io.prescale.training.tune;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The command that trains a trial on the whole history, test part held out as in the search.
 *
 * @param history options that say which history is read
 * @param fractions options that say how it is split
 * @param seed of the search
 * @param output folder of the bundle
 */
record TrainCommandLine(List<String> history, List<String> fractions, long seed, String output) {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,@%+-]+");

  /** Arguments of {@code prescale train}. */
  List<String> arguments(Trial trial) {
    List<String> arguments = new ArrayList<>(history);
    arguments.addAll(List.of("--output", output));
    arguments.addAll(trial.arguments());
    arguments.addAll(List.of("--seed", Long.toString(seed)));
    arguments.addAll(fractions);
    return arguments;
  }

  /** The same as a line for a shell. */
  String text(Trial trial) {
    return "./prescale train "
        + arguments(trial).stream().map(TrainCommandLine::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
