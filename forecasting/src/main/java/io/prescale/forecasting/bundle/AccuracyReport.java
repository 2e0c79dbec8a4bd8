package io.prescale.forecasting.bundle;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Mean absolute errors on the part held out, forecast beside persistence. Immutable. */
public final class AccuracyReport {
  /** Errors of one group at one horizon. Immutable. */
  public static final class Entry {
    private final String group;
    private final int minutesAhead;
    private final int forecasts;
    private final double forecastError;
    private final double persistenceError;

    /**
     * @param group auto scaling group name
     * @param minutesAhead how far ahead, minutes
     * @param forecasts forecasts compared
     * @param forecastError mean absolute error of the forecast, in the quantity's unit
     * @param persistenceError the same of persistence: the newest value stays
     */
    @JsonCreator
    public Entry(
        @JsonProperty("group") String group,
        @JsonProperty("minutesAhead") int minutesAhead,
        @JsonProperty("forecasts") int forecasts,
        @JsonProperty("forecastError") double forecastError,
        @JsonProperty("persistenceError") double persistenceError) {
      this.group = group;
      this.minutesAhead = minutesAhead;
      this.forecasts = forecasts;
      this.forecastError = forecastError;
      this.persistenceError = persistenceError;
    }

    @JsonProperty
    public String group() {
      return group;
    }

    @JsonProperty
    public int minutesAhead() {
      return minutesAhead;
    }

    @JsonProperty
    public int forecasts() {
      return forecasts;
    }

    @JsonProperty
    public double forecastError() {
      return forecastError;
    }

    @JsonProperty
    public double persistenceError() {
      return persistenceError;
    }
  }

  private final List<Entry> entries;

  /** Entries sorted by group, then by horizon. */
  @JsonCreator
  public AccuracyReport(@JsonProperty("entries") List<Entry> entries) {
    this.entries =
        entries == null
            ? Collections.emptyList()
            : Collections.unmodifiableList(new ArrayList<>(entries));
  }

  @JsonProperty
  public List<Entry> entries() {
    return entries;
  }
}
