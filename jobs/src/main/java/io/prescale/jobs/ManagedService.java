package io.prescale.jobs;

import com.amazonaws.services.kinesisanalytics.runtime.KinesisAnalyticsRuntime;
import java.io.IOException;
import java.util.Map;
import java.util.Properties;

/** What Amazon Managed Service for Apache Flink tells a job. */
final class ManagedService {
  private ManagedService() {}

  /**
   * The application's property groups by their names; empty outside the managed service.
   *
   * @throws IOException if the service's file cannot be read
   */
  static Map<String, Properties> propertyGroups() throws IOException {
    Map<String, Properties> groups = KinesisAnalyticsRuntime.getApplicationProperties();
    return groups == null ? Map.of() : groups;
  }
}
