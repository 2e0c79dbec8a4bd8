package io.prescale.connectors.autoscaling;

/** Is told how commands fare; by several threads. */
interface CommandListener {
  void retrying(ScalingCommand command, int attempts, long backoffMillis, String reason);

  void finished(ScalingCommand command, AttemptResult result);
}
