package io.prescale.cli;

import io.prescale.domain.text.NearestName;
import java.io.PrintWriter;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says what is wrong with the arguments in a few lines, unknown options first with the nearest name
 * that exists, rather than to bury it under the whole usage.
 */
final class UsageReporter implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException exception, String[] arguments) {
    CommandLine command = exception.getCommandLine();
    PrintWriter err = command.getErr();
    boolean unknown = reportUnknownOptions(command, arguments, err);
    if (!unknown || !(exception instanceof UnmatchedArgumentException)) {
      err.println("prescale: " + exception.getMessage());
      UnmatchedArgumentException.printSuggestions(exception, err);
    }
    err.println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
    err.flush();
    return CommandLine.ExitCode.USAGE;
  }

  private static boolean reportUnknownOptions(
      CommandLine command, String[] arguments, PrintWriter err) {
    Set<String> known = command.getCommandSpec().optionsMap().keySet();
    boolean any = false;
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      if (name.startsWith("--") && !known.contains(name)) {
        err.println("prescale: there is no option '" + name + "'" + NearestName.hint(name, known));
        any = true;
      }
    }
    return any;
  }
}
