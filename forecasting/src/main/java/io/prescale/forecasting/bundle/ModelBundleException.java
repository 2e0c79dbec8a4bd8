package io.prescale.forecasting.bundle;

/** A model bundle that cannot be used. The message names the file, what is wrong, what to do. */
public class ModelBundleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ModelBundleException(String location, String problem) {
    this(location, problem, null);
  }

  public ModelBundleException(String location, String problem, Throwable cause) {
    super("model bundle " + location + ": " + problem, cause);
  }
}
