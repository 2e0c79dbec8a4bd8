package io.prescale.training.process;

import io.prescale.training.fit.TrainingListener;
import io.prescale.training.series.TrainingException;
import java.io.PrintStream;

/** What a listener is told, as lines that another process tells to a listener of its own. */
final class ProgressLines implements TrainingListener {
  private static final String MARK = "@prescale ";
  private static final String FAILURE = MARK + "failed ";

  private final PrintStream out;

  ProgressLines(PrintStream out) {
    this.out = out;
  }

  @Override
  public void onStep(int step, int steps) {
    send("step " + step + " " + steps);
  }

  @Override
  public void onEpoch(int epoch, double trainingLoss, double validationScore, boolean best) {
    send("epoch " + epoch + " " + trainingLoss + " " + validationScore + " " + best);
  }

  @Override
  public void onTuned(int done, int groups) {
    send("tuned " + done + " " + groups);
  }

  @Override
  public void onMeasured(int done, int groups) {
    send("measured " + done + " " + groups);
  }

  @Override
  public void onDone(int done, int trainings) {
    send("done " + done + " " + trainings);
  }

  private void send(String line) {
    out.println(MARK + line);
    out.flush();
  }

  static String failure(String message) {
    return FAILURE + message.replace("\\", "\\\\").replace("\n", "\\n");
  }

  /**
   * Tells a listener what a line says.
   *
   * @return whether it is such a line
   * @throws TrainingException if the other process said why it failed
   */
  static boolean tell(String line, TrainingListener listener) {
    if (!line.startsWith(MARK)) {
      return false;
    }
    if (line.startsWith(FAILURE)) {
      throw new TrainingException(
          line.substring(FAILURE.length()).replace("\\n", "\n").replace("\\\\", "\\"));
    }
    String[] words = line.substring(MARK.length()).split(" ", -1);
    int first = Integer.parseInt(words[1]);
    switch (words[0]) {
      case "step" -> listener.onStep(first, Integer.parseInt(words[2]));
      case "epoch" ->
          listener.onEpoch(
              first,
              Double.parseDouble(words[2]),
              Double.parseDouble(words[3]),
              Boolean.parseBoolean(words[4]));
      case "done" -> listener.onDone(first, Integer.parseInt(words[2]));
      case "tuned" -> listener.onTuned(first, Integer.parseInt(words[2]));
      default -> listener.onMeasured(first, Integer.parseInt(words[2]));
    }
    return true;
  }
}
