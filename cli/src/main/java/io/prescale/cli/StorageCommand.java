package io.prescale.cli;

import io.prescale.cli.cluster.MemoryStorage;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code prescale storage}: an S3 in memory. */
@Command(
    name = "storage",
    mixinStandardHelpOptions = true,
    description = {
      "Serves an S3 that keeps its objects in memory, for trying things out. Its access key is '"
          + MemoryStorage.ACCESS_KEY
          + "', its secret key '"
          + MemoryStorage.SECRET_KEY
          + "'.",
      "Stop it with Ctrl-C; what it holds is gone then."
    })
final class StorageCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--bucket",
      paramLabel = "NAME",
      defaultValue = "prescale",
      description = "The bucket that there is. Default: ${DEFAULT-VALUE}.")
  private String bucket;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "9000",
      description = "Port to listen at; 0 for any that is free. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address to listen at. Default: ${DEFAULT-VALUE}.")
  private String bind;

  @Override
  public Integer call() throws Exception {
    if (port < 0 || port > 65535) {
      throw new ParameterException(
          spec.commandLine(), "--port must be from 0 to 65535, but is " + port);
    }
    CountDownLatch stopped = new CountDownLatch(1);
    try (MemoryStorage storage = MemoryStorage.start(bind, port, bucket)) {
      Thread onCtrlC = new Thread(stopped::countDown, "prescale-stop");
      Runtime.getRuntime().addShutdownHook(onCtrlC);
      PrintWriter out = spec.commandLine().getOut();
      out.printf("Bucket %s at http://%s:%d%nStop with Ctrl-C.%n", bucket, bind, storage.port());
      out.flush();
      stopped.await();
    }
    return 0;
  }
}
