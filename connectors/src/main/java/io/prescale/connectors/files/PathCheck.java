package io.prescale.connectors.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the places that a job reads and writes before it is submitted: with a mistyped bucket it
 * would run, and find nothing for ever. Only a clear no counts; who submits may have no way to S3
 * where the job has one.
 */
public final class PathCheck {
  private static final Logger LOG = LoggerFactory.getLogger(PathCheck.class);

  /** Thrown by Hadoop's S3 client, whose classes are a plugin's and so not to be had here. */
  private static final String NO_BUCKET = "UnknownStoreException";

  private final Duration patience;
  private final Map<String, Place> places = new LinkedHashMap<>();

  /**
   * @param patience how long one place is waited for
   */
  public PathCheck(Duration patience) {
    this.patience = patience;
  }

  /** A place that is read: it must not be forbidden. There need not be anything yet. */
  public PathCheck read(String option, String path) {
    places.put(option, new Place(path, true));
    return this;
  }

  /** A place that is only written. Who may write need not be allowed to look. */
  public PathCheck written(String option, String path) {
    places.put(option, new Place(path, false));
    return this;
  }

  /**
   * Requires that all can be used.
   *
   * @throws UnusablePathException naming all that cannot
   */
  public void requireUsable() {
    ExecutorService looking =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "path-check");
              thread.setDaemon(true);
              return thread;
            });
    try {
      Map<String, Future<Optional<String>>> answers = new LinkedHashMap<>();
      places.forEach((option, place) -> answers.put(option, looking.submit(place::problem)));
      List<String> problems = new ArrayList<>();
      answers.forEach(
          (option, answer) ->
              await(option, answer).ifPresent(problem -> problems.add(option + ": " + problem)));
      if (!problems.isEmpty()) {
        throw new UnusablePathException(problems);
      }
    } finally {
      looking.shutdownNow();
    }
  }

  private Optional<String> await(String option, Future<Optional<String>> answer) {
    String path = places.get(option).path;
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.warn("{}: nothing tells within {} whether {} can be used", option, patience, path);
    } catch (ExecutionException e) {
      LOG.warn("{}: cannot tell from here whether {} can be used", option, path, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }

  private static final class Place {
    private final String path;
    private final boolean read;

    private Place(String path, boolean read) {
      this.path = path;
      this.read = read;
    }

    /** What is clearly wrong. */
    private Optional<String> problem() throws IOException {
      try {
        Path place = new Path(path);
        place.getFileSystem().getFileStatus(place);
        return Optional.empty();
      } catch (FileNotFoundException e) {
        return Optional.empty();
      } catch (UnsupportedFileSystemSchemeException e) {
        return Optional.of(path + " is on no file system that Flink has here: " + e.getMessage());
      } catch (IOException e) {
        if (has(e, NO_BUCKET)) {
          return Optional.of("there is no bucket for " + path + "; create it, or correct its name");
        }
        if (read && has(e, AccessDeniedException.class.getSimpleName())) {
          return Optional.of(
              path
                  + " must not be read ("
                  + e.getMessage()
                  + "): allow the role to get it and to list its bucket, or correct the path");
        }
        throw e;
      }
    }

    private static boolean has(Throwable failure, String kind) {
      for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
        if (cause.getClass().getSimpleName().equals(kind)) {
          return true;
        }
      }
      return false;
    }
  }
}
