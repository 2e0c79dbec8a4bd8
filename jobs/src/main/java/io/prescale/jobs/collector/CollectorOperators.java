package io.prescale.jobs.collector;

/**
 * The identifiers of the collector's operators: a savepoint finds its state by them, so none may
 * ever change. The name, which the Flink web UI shows, is the same.
 */
public final class CollectorOperators {
  public static final String CLOUDWATCH = "cloudwatch";
  public static final String METRICS_STREAM = "metrics-stream";

  private CollectorOperators() {}
}
