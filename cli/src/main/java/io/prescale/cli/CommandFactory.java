package io.prescale.cli;

import io.prescale.dashboard.DashboardCommand;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands; some are given what other modules have. */
final class CommandFactory implements IFactory {
  private final IFactory others = CommandLine.defaultFactory();

  @Override
  public <K> K create(Class<K> type) throws Exception {
    if (type == DashboardCommand.class) {
      return type.cast(new DashboardCommand(new StoredDocuments()));
    }
    return others.create(type);
  }
}
