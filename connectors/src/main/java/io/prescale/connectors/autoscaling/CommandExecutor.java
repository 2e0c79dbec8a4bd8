package io.prescale.connectors.autoscaling;

import static io.prescale.connectors.autoscaling.AttemptResult.done;

import io.prescale.connectors.fleet.GroupMapper;
import io.prescale.connectors.fleet.TagReader;
import io.prescale.domain.fleet.AutoScalingGroup;
import io.prescale.domain.fleet.ScalingMode;
import io.prescale.domain.policy.ScalingAction;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;

/**
 * One attempt at a command: looks at the group as it is now, and calls SetDesiredCapacity only if
 * that is still what the decision meant. Thread-safe.
 */
final class CommandExecutor implements AutoCloseable {
  private final AutoScalingClient client;
  private final GroupMapper mapper;
  private final LongSupplier now;

  /**
   * @param client closed with this
   * @param now epoch milliseconds, in the time that decisions live in
   */
  CommandExecutor(AutoScalingClient client, GroupMapper mapper, LongSupplier now) {
    this.client = client;
    this.mapper = mapper;
    this.now = now;
  }

  AttemptResult attempt(ScalingCommand command) {
    if (command.mode() != ScalingMode.ENFORCE) {
      return done(CommandOutcome.DRY_RUN, "the group is observed");
    }
    if (isExpired(command)) {
      return expired(command);
    }
    try {
      return carryOut(command);
    } catch (RuntimeException failure) {
      return ApiFailures.classify(failure);
    }
  }

  private boolean isExpired(ScalingCommand command) {
    return command.validUntil() <= now.getAsLong();
  }

  private static AttemptResult expired(ScalingCommand command) {
    return done(CommandOutcome.EXPIRED, "it was valid until " + command.validUntil());
  }

  private AttemptResult carryOut(ScalingCommand command) {
    List<software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup> described =
        client
            .describeAutoScalingGroups(request -> request.autoScalingGroupNames(command.group()))
            .autoScalingGroups();
    if (described.isEmpty()) {
      return done(CommandOutcome.GROUP_NOT_FOUND, "there is no group of this name");
    }
    if (GroupMapper.isBeingDeleted(described.get(0))) {
      return done(CommandOutcome.GROUP_NOT_FOUND, "the group is being deleted");
    }
    if (!mapper.isManaged(described.get(0))) {
      return done(CommandOutcome.NOT_ENFORCED, "its tag " + TagReader.MODE_TAG + " is gone");
    }
    AutoScalingGroup group = mapper.map(described.get(0));
    AttemptResult refusal = refuse(command, group);
    return refusal != null ? refusal : setDesiredCapacity(command, group);
  }

  /** Why the command must not be carried out on the group as it stands; null if it may be. */
  private static AttemptResult refuse(ScalingCommand command, AutoScalingGroup group) {
    if (group.mode != ScalingMode.ENFORCE) {
      return done(
          CommandOutcome.NOT_ENFORCED,
          group.tagErrors.length == 0
              ? "its tags no longer say enforce"
              : String.join("; ", group.tagErrors));
    }
    if (group.desiredCapacity == command.desiredCapacity()) {
      return done(CommandOutcome.ALREADY_THERE, "the desired capacity is " + group.desiredCapacity);
    }
    if (group.desiredCapacity != command.currentCapacity()) {
      return done(
          CommandOutcome.SUPERSEDED,
          "the desired capacity is "
              + group.desiredCapacity
              + " now, and not "
              + command.currentCapacity()
              + " as when this was decided");
    }
    String process = command.action() == ScalingAction.SCALE_OUT ? "Launch" : "Terminate";
    if (Arrays.asList(group.suspendedProcesses).contains(process)) {
      return done(CommandOutcome.PROCESS_SUSPENDED, "the process " + process + " is suspended");
    }
    return null;
  }

  private AttemptResult setDesiredCapacity(ScalingCommand command, AutoScalingGroup group) {
    int capacity = Math.min(Math.max(command.desiredCapacity(), group.minSize), group.maxSize);
    int change = capacity - group.desiredCapacity;
    // A limit may take away from a command, but never turn it round.
    if (command.action() == ScalingAction.SCALE_OUT ? change <= 0 : change >= 0) {
      return done(
          CommandOutcome.AT_GROUP_LIMIT,
          "the group's limits are " + group.minSize + " to " + group.maxSize + " now");
    }
    // Reading the group took time.
    if (isExpired(command)) {
      return expired(command);
    }
    client.setDesiredCapacity(
        request ->
            request
                .autoScalingGroupName(command.group())
                .desiredCapacity(capacity)
                .honorCooldown(false));
    return done(
        CommandOutcome.APPLIED,
        capacity == command.desiredCapacity()
            ? "the desired capacity was " + group.desiredCapacity
            : "clamped to " + capacity + " by the group's limits");
  }

  @Override
  public void close() {
    client.close();
  }
}
