package io.prescale.domain.policy;

/** What became of the group's last command, as its samples tell. Part of a stream record. */
public class PreviousCommand {
  /** How it stands. */
  public enum Status {
    /** No command was given yet. */
    NONE,
    /** Given, and not seen in a sample yet. */
    IN_FLIGHT,
    /** A later sample shows the capacity that it asked for. */
    APPLIED,
    /** No sample showed it within the command timeout. */
    NOT_OBSERVED,
    /**
     * A later sample shows a capacity that is neither the one asked for nor the one before: someone
     * else has set it.
     */
    SUPERSEDED
  }

  public Status status = Status.NONE;

  /** End of the slot that it was decided on, epoch milliseconds; 0 if there is none. */
  public long slotEnd;

  /** The capacity that it asked for, instances; 0 if there is none. */
  public int desiredCapacity;

  public PreviousCommand() {}

  public PreviousCommand(Status status, long slotEnd, int desiredCapacity) {
    this.status = status;
    this.slotEnd = slotEnd;
    this.desiredCapacity = desiredCapacity;
  }
}
