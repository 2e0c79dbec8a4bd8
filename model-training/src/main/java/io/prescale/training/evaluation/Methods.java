package io.prescale.training.evaluation;

import java.util.List;

/** What the methods are called in reports and files. */
public final class Methods {
  /** The model that is evaluated. */
  public static final String MODEL = "model";

  /** The newest value stays. */
  public static final String PERSISTENCE = "persistence";

  /** Least squares on 24 lags. */
  public static final String AR24 = "ar24";

  /** The value of the day before. */
  public static final String SEASONAL = "seasonal";

  /** What a model is compared with. */
  public static final List<String> BASELINES = List.of(PERSISTENCE, AR24, SEASONAL);

  private Methods() {}

  /** Whether a name has a meaning already. */
  public static boolean isReserved(String name) {
    return MODEL.equals(name) || BASELINES.contains(name);
  }

  /** What people read. */
  public static String label(String method) {
    return switch (method) {
      case MODEL -> "Model";
      case PERSISTENCE -> "Persistence";
      case AR24 -> "AR24";
      case SEASONAL -> "Seasonal";
      default -> method;
    };
  }
}
