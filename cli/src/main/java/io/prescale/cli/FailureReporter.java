package io.prescale.cli;

import java.nio.file.FileSystemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Says what went wrong in one message: the one of the innermost cause that Prescale itself raised,
 * or of the innermost cause at all. The stack trace goes to the log.
 */
final class FailureReporter implements IExecutionExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(FailureReporter.class);

  @Override
  public int handleExecutionException(
      Exception exception, CommandLine commandLine, ParseResult parseResult) {
    LOG.error("{} failed", commandLine.getCommandName(), exception);
    commandLine
        .getErr()
        .println(
            commandLine.getColorScheme().errorText("prescale: " + message(exception)).toString());
    return CommandLine.ExitCode.SOFTWARE;
  }

  static String message(Throwable exception) {
    Throwable told = exception;
    boolean ours = false;
    for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
      boolean isOurs = cause.getClass().getName().startsWith("io.prescale.");
      if (isOurs || !ours) {
        told = cause;
        ours = isOurs;
      }
    }
    if (told instanceof FileSystemException) {
      // Its message is the file's name, and its class says what is wrong with it.
      return told.getMessage() + " (" + told.getClass().getSimpleName() + ")";
    }
    return told.getMessage() == null ? told.toString() : told.getMessage();
  }
}
