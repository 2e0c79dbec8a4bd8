package io.prescale.connectors.autoscaling;

import io.prescale.connectors.fleet.AutoScalingConnection;
import io.prescale.connectors.fleet.GroupMapper;
import io.prescale.domain.time.TimeScale;
import java.io.Serializable;
import java.time.Clock;

/** What it takes to make a {@link CommandExecutor}; travels with the sink. */
final class CommandExecutorFactory implements Serializable {
  private static final long serialVersionUID = 1L;

  private final AutoScalingConnection connection;
  private final GroupMapper mapper;
  private final TimeScale timeScale;
  private final Clock clock;

  /**
   * @param clock a serializable one, as those of {@link Clock} are
   */
  CommandExecutorFactory(
      AutoScalingConnection connection, GroupMapper mapper, TimeScale timeScale, Clock clock) {
    this.connection = connection;
    this.mapper = mapper;
    this.timeScale = timeScale;
    this.clock = clock;
  }

  CommandExecutor open() {
    return new CommandExecutor(
        connection.openClientWithoutRetries(), mapper, () -> timeScale.now(clock).toEpochMilli());
  }
}
