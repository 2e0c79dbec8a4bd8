package io.prescale.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.prescale.domain.fleet.KillSwitch;
import io.prescale.training.storage.FileAddress;
import io.prescale.training.storage.Storage;
import io.prescale.training.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code prescale kill-switch}: shows, sets and releases the file that stops all scaling. */
@Command(
    name = "kill-switch",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Stops all scaling at once, or that of some groups, by the file that the scaler's option"
          + " kill-switch.path names; without --observe and --release it shows what is in force.",
      "Groups that are stopped are observed: the scaler goes on deciding and recording, and"
          + " changes nothing. It takes effect within kill-switch.poll-interval (10 s)."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the file cannot be read or written; the message says why",
      "2:the options are wrong"
    })
final class KillSwitchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "Where the file is: a local path, or s3://bucket/key, as in kill-switch.path.")
  private String file;

  @ArgGroup private Change change;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why groups are stopped; log and commands that are held say it.")
  private String reason;

  /** At most one of them. */
  private static final class Change {
    @Option(
        names = "--observe",
        paramLabel = "PATTERN",
        split = ",",
        description =
            "Stop the groups of this name; * and ? stand for any characters and for one."
                + " '*' is the whole fleet. Repeatable; replaces what was stopped before.")
    private List<String> observed;

    @Option(names = "--release", description = "Stop nothing any more.")
    private boolean release;
  }

  @Override
  public Integer call() throws IOException {
    if (reason != null && (change == null || change.release)) {
      throw new ParameterException(spec.commandLine(), "--reason goes with --observe");
    }
    FileAddress address = address();
    try (Storage storage = address.openFolder()) {
      if (change != null) {
        storage.put(address.name(), wanted().toJson().getBytes(UTF_8));
      }
      show(read(storage, address.name()));
    }
    return CommandLine.ExitCode.OK;
  }

  private FileAddress address() {
    try {
      return FileAddress.parse(file);
    } catch (StorageException e) {
      throw new ParameterException(spec.commandLine(), "FILE: " + e.getMessage(), e);
    }
  }

  private KillSwitch wanted() {
    return change.release
        ? KillSwitch.of(List.of(), KillSwitch.NO_REASON)
        : KillSwitch.of(change.observed, reason == null ? KillSwitch.NO_REASON : reason);
  }

  private KillSwitch read(Storage storage, String name) throws IOException {
    try (InputStream in = storage.open(name)) {
      return KillSwitch.parse(new String(in.readAllBytes(), UTF_8));
    } catch (NoSuchFileException e) {
      throw new IOException(
          "there is no "
              + storage.addressOf(name)
              + ". A scaler that is told to read it changes nothing until it is there; put one"
              + " there that stops nothing by --release");
    }
  }

  private void show(KillSwitch killSwitch) {
    PrintWriter out = spec.commandLine().getOut();
    if (killSwitch.isOff()) {
      out.println("Nothing is stopped.");
    } else {
      out.printf(
          "Stopped, and only observed: %s (%s)%n",
          String.join(", ", killSwitch.patterns()), killSwitch.reason());
    }
    out.flush();
  }
}
