package io.prescale.training.process;

import io.prescale.training.fit.TrainingListener;
import java.nio.file.Path;
import java.util.List;

/** Work that either this process or one of its children does; the result lies in files. */
public interface Task {
  /** What the user calls it. */
  String name();

  /** Does it here. */
  void run(TrainingListener listener);

  /** The class whose main method does it in a child, by way of {@link Child#run}. */
  Class<?> mainClass();

  /** Arguments of that method. */
  List<String> arguments();

  /** Where a child's output goes. */
  Path log();
}
