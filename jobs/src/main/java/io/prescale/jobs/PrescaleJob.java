package io.prescale.jobs;

import io.prescale.jobs.configuration.OptionValues;

/**
 * The main class of the job jar: submits the job that the option {@value #JOB} names, {@code
 * scaler} (the default), {@code collector} or {@code recorder}. It is for places that run a jar by
 * its manifest and take no other class, as Amazon Managed Service for Apache Flink does; elsewhere
 * {@code flink run -c} may as well name the job's own class.
 */
public final class PrescaleJob {
  /** The option that chooses the job. */
  public static final String JOB = "job";

  private PrescaleJob() {}

  /**
   * Submits the job.
   *
   * @throws io.prescale.jobs.configuration.ConfigurationException naming all problems of the
   *     options
   */
  public static void main(String[] arguments) throws Exception {
    OptionValues given = OptionValues.gather(arguments, ManagedService.propertyGroups());
    JobName.chosenBy(given).submit(given.without(JOB));
  }
}
