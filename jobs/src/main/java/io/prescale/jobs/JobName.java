package io.prescale.jobs;

import io.prescale.domain.text.NearestName;
import io.prescale.jobs.configuration.ConfigurationException;
import io.prescale.jobs.configuration.OptionValues;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The jobs of the jar, by the names that a user gives them. */
enum JobName {
  SCALER {
    @Override
    void submit(OptionValues given) throws Exception {
      PredictiveScalingJob.submit(given);
    }
  },

  COLLECTOR {
    @Override
    void submit(OptionValues given) throws Exception {
      CollectorJob.submit(given);
    }
  },

  RECORDER {
    @Override
    void submit(OptionValues given) throws Exception {
      RecorderJob.submit(given);
    }
  };

  /** Submits this job. */
  abstract void submit(OptionValues given) throws Exception;

  /**
   * The job that {@link PrescaleJob#JOB} names; the scaler where it is not given.
   *
   * @throws ConfigurationException if there is no such job
   */
  static JobName chosenBy(OptionValues given) {
    String name = given.values().get(PrescaleJob.JOB);
    if (name == null) {
      return SCALER;
    }
    return Arrays.stream(values())
        .filter(job -> job.optionValue().equalsIgnoreCase(name.trim()))
        .findFirst()
        .orElseThrow(() -> unknown(name, given.origin(PrescaleJob.JOB)));
  }

  private static ConfigurationException unknown(String name, String origin) {
    List<String> names =
        Arrays.stream(values()).map(JobName::optionValue).collect(Collectors.toList());
    return new ConfigurationException(
        List.of(
            String.format(
                "%s: %s cannot be '%s'; expected one of %s%s",
                origin, PrescaleJob.JOB, name, names, NearestName.hint(name, names))));
  }

  private String optionValue() {
    return name().toLowerCase(Locale.ROOT);
  }
}
