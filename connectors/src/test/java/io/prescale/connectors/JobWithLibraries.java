package io.prescale.connectors;

import java.lang.management.ManagementFactory;
import java.sql.DriverManager;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.flink.util.UserCodeClassLoader;

/** What {@link JvmRegistrationsTest} calls in a job's class loader; tells its JDBC drivers. */
public final class JobWithLibraries implements Consumer<UserCodeClassLoader>, LongSupplier {
  private static final ClassLoader OWN = JobWithLibraries.class.getClassLoader();

  /** A management bean of the job. */
  public interface LibraryMBean {}

  /** Registers what libraries do. */
  public static final class Library implements LibraryMBean {}

  @Override
  public void accept(UserCodeClassLoader userCode) {
    JvmRegistrations.removeAtEndOf(userCode);
    JvmRegistrations.removeAtEndOf(userCode);
    try {
      ManagementFactory.getPlatformMBeanServer()
          .registerMBean(
              new Library(),
              new ObjectName("io.prescale.test:type=Library,of=" + System.identityHashCode(OWN)));
      Class.forName("org.postgresql.Driver");
    } catch (JMException | ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public long getAsLong() {
    return DriverManager.drivers()
        .filter(driver -> driver.getClass().getClassLoader() == OWN)
        .count();
  }
}
