package io.prescale.cli;

import io.prescale.domain.text.NearestName;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
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

  /**
   * Runs a command unless an option that it does not have was taken for a value of the one before,
   * as in {@code --history a.csv --otput b}.
   */
  static int runKnownOptions(ParseResult parsed) {
    List<CommandLine> commands = parsed.asCommandLineList();
    CommandLine command = commands.get(commands.size() - 1);
    List<String> unknown = unknownOptions(command, parsed.originalArgs());
    if (!unknown.isEmpty()) {
      throw new UnmatchedArgumentException(command, unknown);
    }
    return new RunLast().execute(parsed);
  }

  private static boolean reportUnknownOptions(
      CommandLine command, String[] arguments, PrintWriter err) {
    List<String> unknown = unknownOptions(command, List.of(arguments));
    Set<String> known = command.getCommandSpec().optionsMap().keySet();
    for (String name : unknown) {
      err.println("prescale: there is no option '" + name + "'" + NearestName.hint(name, known));
    }
    return !unknown.isEmpty();
  }

  private static List<String> unknownOptions(CommandLine command, List<String> arguments) {
    Set<String> known = command.getCommandSpec().optionsMap().keySet();
    return arguments.stream()
        .map(argument -> argument.split("=", 2)[0])
        .filter(name -> name.startsWith("--") && !known.contains(name))
        .toList();
  }
}
