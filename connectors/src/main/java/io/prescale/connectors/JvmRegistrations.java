package io.prescale.connectors;

import java.lang.management.ManagementFactory;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.flink.util.UserCodeClassLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the libraries of a job have registered with the whole JVM: JDBC drivers, which do so when
 * they are loaded, and management beans, such as the AWS SDK's within the Kinesis connector.
 *
 * <p>Nobody removes them when the job ends, and one of them is enough to keep the job's class
 * loader in memory with all its classes. See docs/adr/0019.
 */
public final class JvmRegistrations {
  private static final Logger LOG = LoggerFactory.getLogger(JvmRegistrations.class);

  private final ClassLoader job;

  private JvmRegistrations(ClassLoader job) {
    this.job = job;
  }

  /**
   * Has them removed when the job has ended in this process. Whoever uses such a library calls
   * this; it may be called more than once.
   *
   * @param userCode the job's class loader, as Flink's contexts give it
   */
  public static void removeAtEndOf(UserCodeClassLoader userCode) {
    ClassLoader own = JvmRegistrations.class.getClassLoader();
    // One that is Flink's too serves other jobs.
    if (own != UserCodeClassLoader.class.getClassLoader()) {
      userCode.registerReleaseHookIfAbsent(
          "prescale-jvm-registrations", new JvmRegistrations(own)::remove);
    }
  }

  /**
   * Removes them at once: for a main method that ends. In the client this ends the process, but
   * where Flink's web UI submits a job, its main method runs in the job manager, in a class loader
   * that is the method's own.
   */
  public static void removeAtEndOfMain() {
    ClassLoader own = JvmRegistrations.class.getClassLoader();
    if (own != UserCodeClassLoader.class.getClassLoader()) {
      new JvmRegistrations(own).remove();
    }
  }

  private void remove() {
    removeDrivers();
    removeManagementBeans();
  }

  private void removeDrivers() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // If nobody has asked for drivers yet, those that this class loader sees are loaded, for good.
    thread.setContextClassLoader(UserCodeClassLoader.class.getClassLoader());
    try {
      // The first look loads the job's own drivers of all names that others have registered; the
      // second one sees them.
      for (int look = 0; look < 2; look++) {
        for (Driver driver : driversOfJob()) {
          DriverManager.deregisterDriver(driver);
        }
      }
    } catch (SQLException e) {
      warn("JDBC driver", e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private List<Driver> driversOfJob() {
    return DriverManager.drivers()
        .filter(driver -> driver.getClass().getClassLoader() == job)
        .collect(Collectors.toList());
  }

  private void removeManagementBeans() {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    for (ObjectName name : server.queryNames(null, null)) {
      try {
        if (server.getClassLoaderFor(name) == job) {
          server.unregisterMBean(name);
        }
      } catch (JMException e) {
        warn("management bean " + name, e);
      }
    }
  }

  private static void warn(String what, Exception cause) {
    LOG.warn(
        "This job stays in memory after its end, since a {} could not be removed ({}): give Flink's"
            + " task managers more metaspace (taskmanager.memory.jvm-metaspace.size) or start them"
            + " again from time to time",
        what,
        cause.toString());
  }
}
