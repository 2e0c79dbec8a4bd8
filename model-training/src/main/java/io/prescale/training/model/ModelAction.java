package io.prescale.training.model;

import io.prescale.forecasting.bundle.ModelBundleException;
import io.prescale.forecasting.history.HistoryException;
import io.prescale.forecasting.network.EngineUnavailableException;
import io.prescale.training.storage.StorageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command on a model: 0 if it did what it says, 1 with the reason if not. */
abstract class ModelAction implements Callable<Integer> {
  @Spec private CommandSpec spec;

  abstract void run(PrintWriter out) throws IOException;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try {
      run(out);
      out.flush();
      return CommandLine.ExitCode.OK;
    } catch (NoSuchFileException e) {
      return fail(out, e.getMessage() + ": there is no such file");
    } catch (IOException
        | ModelBundleException
        | HistoryException
        | StorageException
        | PublishException
        | EngineUnavailableException e) {
      return fail(out, e.getMessage());
    }
  }

  private int fail(PrintWriter out, String message) {
    out.flush();
    PrintWriter err = spec.commandLine().getErr();
    err.println("model " + spec.name() + ": " + message);
    err.flush();
    return CommandLine.ExitCode.SOFTWARE;
  }
}
