package io.prescale.domain.calendar;

import io.prescale.domain.time.Slots;

/**
 * What the business calendar says about one group around one slot. Part of a stream record.
 *
 * <p>An event counts for a slot when it overlaps the slot.
 */
public class CalendarContext {
  /** Steps described: the sequence and the forecast horizons. */
  public static final int STEPS = Slots.SEQUENCE_LENGTH + Slots.HORIZONS;

  /** For each of {@link #STEPS} slots, oldest first: whether an event is in force. */
  public boolean[] active;

  /**
   * For each of {@link Slots#HORIZONS} slots to come: the highest {@code minCapacity} of the events
   * in force, instances; 0 where none asks for one.
   */
  public int[] minCapacity;

  /**
   * For the newest slot of the sequence and each of {@link Slots#HORIZONS} to come: whether an
   * event forbids scaling in. Length {@code HORIZONS + 1}.
   */
  public boolean[] freezeScaleIn;

  /** Identifiers of the events in force in the newest slot or the slots to come, sorted. */
  public String[] eventIds;

  public CalendarContext() {}

  /** No event. */
  public static CalendarContext none() {
    CalendarContext context = new CalendarContext();
    context.active = new boolean[STEPS];
    context.minCapacity = new int[Slots.HORIZONS];
    context.freezeScaleIn = new boolean[Slots.HORIZONS + 1];
    context.eventIds = new String[0];
    return context;
  }
}
