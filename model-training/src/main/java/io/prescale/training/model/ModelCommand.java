package io.prescale.training.model;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code prescale model}: what is done with a model bundle once it is trained. */
@Command(
    name = "model",
    mixinStandardHelpOptions = true,
    description = "Shows, verifies and publishes model bundles.",
    subcommands = {ShowCommand.class, VerifyCommand.class, PublishCommand.class})
public final class ModelCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
