package io.prescale.training.process;

import io.prescale.training.fit.TrainingListener;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** A task for tests: one way here, another in a child. */
record TestTask(
    String name,
    Consumer<TrainingListener> here,
    Class<?> mainClass,
    List<String> arguments,
    Path log)
    implements Task {
  @Override
  public void run(TrainingListener listener) {
    here.accept(listener);
  }
}
