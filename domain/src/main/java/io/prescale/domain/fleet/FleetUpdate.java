package io.prescale.domain.fleet;

/** One piece of what a poll of the fleet found. A stream record. */
public class FleetUpdate {
  /** What it tells. */
  public enum Kind {
    /** The group is managed, and this is how it stands now. */
    PRESENT,
    /**
     * The group is no longer managed; also told before {@code PRESENT} when its target groups have
     * changed, so that no old binding stays.
     */
    REMOVED,
    /** Everything of this poll has been told. */
    SNAPSHOT_COMPLETE
  }

  public Kind kind;

  /** Group name; {@code null} for {@code SNAPSHOT_COMPLETE}. */
  public String name;

  /** For {@code REMOVED} as it was last known; {@code null} for {@code SNAPSHOT_COMPLETE}. */
  public AutoScalingGroup group;

  public FleetUpdate() {}

  public static FleetUpdate present(AutoScalingGroup group) {
    return of(Kind.PRESENT, group.name, group);
  }

  public static FleetUpdate removed(AutoScalingGroup lastKnown) {
    return of(Kind.REMOVED, lastKnown.name, lastKnown);
  }

  public static FleetUpdate snapshotComplete() {
    return of(Kind.SNAPSHOT_COMPLETE, null, null);
  }

  private static FleetUpdate of(Kind kind, String name, AutoScalingGroup group) {
    FleetUpdate update = new FleetUpdate();
    update.kind = kind;
    update.name = name;
    update.group = group;
    return update;
  }
}
