package io.prescale.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.util.ChildFirstClassLoader;
import org.apache.flink.util.UserCodeClassLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JvmRegistrationsTest {
  private final List<Job> jobs = new ArrayList<>();

  @AfterEach
  void endsAllJobs() throws Exception {
    for (Job job : jobs) {
      job.end();
      job.classLoader.close();
    }
  }

  @Test
  void atItsEndAJobsRegistrationsAreRemovedAndNoOthers() throws Exception {
    Job ended = start();
    Job other = start();
    assertThat(ended.beans()).hasSize(1);
    int ofTheProcess = beansOf(null).size();

    ended.end();

    assertThat(ended.beans()).isEmpty();
    assertThat(ended.drivers()).isZero();
    assertThat(other.beans()).hasSize(1);
    assertThat(other.drivers()).isPositive();
    assertThat(beansOf(null)).hasSize(ofTheProcess).isNotEmpty();
  }

  @Test
  void atTheEndOfAMainMethodItsRegistrationsAreRemovedAndNoOthers() throws Exception {
    Job main = start();
    Job other = start();

    main.endMain();

    assertThat(main.beans()).isEmpty();
    assertThat(main.drivers()).isZero();
    assertThat(other.beans()).hasSize(1);
    assertThat(other.drivers()).isPositive();
  }

  @Test
  void aMainMethodInFlinksClassLoaderRemovesNothing() throws Exception {
    Class.forName("org.postgresql.Driver");
    List<Driver> drivers = DriverManager.drivers().toList();

    JvmRegistrations.removeAtEndOfMain();

    assertThat(DriverManager.drivers()).containsAll(drivers).isNotEmpty();
  }

  @Test
  void areRemovedOnceHoweverManyOperatorsAsk() throws Exception {
    assertThat(start().hooks).hasSize(1);
  }

  @Test
  void nothingIsRemovedWhereTheClassLoaderIsFlinksToo() {
    Job job = new Job(null);

    JvmRegistrations.removeAtEndOf(job);

    assertThat(job.hooks).isEmpty();
  }

  /** A job of two operators, both of which use libraries, in a class loader as Flink makes it. */
  private Job start() throws Exception {
    List<URL> jar = new ArrayList<>();
    for (String entry :
        System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator))) {
      jar.add(url(entry));
    }
    Job job =
        new Job(
            new ChildFirstClassLoader(
                jar.toArray(URL[]::new),
                JvmRegistrationsTest.class.getClassLoader(),
                CoreOptions.getParentFirstLoaderPatterns(new Configuration()),
                error -> {}));
    jobs.add(job);
    job.run();
    return job;
  }

  private static URL url(String entry) throws MalformedURLException {
    return Path.of(entry).toUri().toURL();
  }

  private static List<ObjectName> beansOf(ClassLoader classLoader) throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    List<ObjectName> beans = new ArrayList<>();
    for (ObjectName name : server.queryNames(null, null)) {
      try {
        if (server.getClassLoaderFor(name) == classLoader) {
          beans.add(name);
        }
      } catch (InstanceNotFoundException e) {
        // Removed meanwhile.
      }
    }
    return beans;
  }

  private static final class Job implements UserCodeClassLoader {
    private final ChildFirstClassLoader classLoader;
    private final Map<String, Runnable> hooks = new HashMap<>();
    private Object code;

    Job(ChildFirstClassLoader classLoader) {
      this.classLoader = classLoader;
    }

    @SuppressWarnings("unchecked")
    void run() throws ReflectiveOperationException {
      Class<?> type = classLoader.loadClass(JobWithLibraries.class.getName());
      assertThat(type.getClassLoader()).isSameAs(classLoader);
      code = type.getConstructor().newInstance();
      ((Consumer<UserCodeClassLoader>) code).accept(this);
    }

    void end() {
      hooks.values().forEach(Runnable::run);
    }

    void endMain() throws ReflectiveOperationException {
      Class<?> type = classLoader.loadClass(JvmRegistrations.class.getName());
      assertThat(type.getClassLoader()).isSameAs(classLoader);
      type.getMethod("removeAtEndOfMain").invoke(null);
    }

    long drivers() {
      return ((LongSupplier) code).getAsLong();
    }

    List<ObjectName> beans() throws Exception {
      return beansOf(classLoader);
    }

    @Override
    public ClassLoader asClassLoader() {
      return classLoader;
    }

    @Override
    public void registerReleaseHookIfAbsent(String name, Runnable hook) {
      hooks.putIfAbsent(name, hook);
    }
  }
}
