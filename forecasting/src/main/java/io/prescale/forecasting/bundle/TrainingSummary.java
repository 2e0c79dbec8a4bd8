package io.prescale.forecasting.bundle;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a model was trained on. Immutable. */
public final class TrainingSummary {
  /** One group's part. Immutable. */
  public static final class Series {
    private final String group;
    private final String firstSlot;
    private final String lastSlot;
    private final String trainedUntil;
    private final int samples;

    /**
     * @param group auto scaling group name
     * @param firstSlot start of the first slot, ISO-8601
     * @param lastSlot start of the last slot, ISO-8601
     * @param trainedUntil start of the last slot that training looked at, ISO-8601
     * @param samples five-minute samples
     */
    @JsonCreator
    public Series(
        @JsonProperty("group") String group,
        @JsonProperty("firstSlot") String firstSlot,
        @JsonProperty("lastSlot") String lastSlot,
        @JsonProperty("trainedUntil") String trainedUntil,
        @JsonProperty("samples") int samples) {
      this.group = group;
      this.firstSlot = firstSlot;
      this.lastSlot = lastSlot;
      this.trainedUntil = trainedUntil;
      this.samples = samples;
    }

    @JsonProperty
    public String group() {
      return group;
    }

    @JsonProperty
    public String firstSlot() {
      return firstSlot;
    }

    @JsonProperty
    public String lastSlot() {
      return lastSlot;
    }

    @JsonProperty
    public String trainedUntil() {
      return trainedUntil;
    }

    @JsonProperty
    public int samples() {
      return samples;
    }
  }

  private final List<Series> series;
  private final int trainingWindows;
  private final int validationWindows;
  private final int testWindows;
  private final int bestEpoch;

  /**
   * @param series the groups, sorted
   * @param trainingWindows windows that the parameters were fitted to
   * @param validationWindows windows that the best epoch was chosen by
   * @param testWindows windows held out for the accuracy report
   * @param bestEpoch the epoch whose parameters were kept, from 1; 0 for the untrained ones
   */
  @JsonCreator
  public TrainingSummary(
      @JsonProperty("series") List<Series> series,
      @JsonProperty("trainingWindows") int trainingWindows,
      @JsonProperty("validationWindows") int validationWindows,
      @JsonProperty("testWindows") int testWindows,
      @JsonProperty("bestEpoch") int bestEpoch) {
    this.series =
        series == null
            ? Collections.emptyList()
            : Collections.unmodifiableList(new ArrayList<>(series));
    this.trainingWindows = trainingWindows;
    this.validationWindows = validationWindows;
    this.testWindows = testWindows;
    this.bestEpoch = bestEpoch;
  }

  @JsonProperty
  public List<Series> series() {
    return series;
  }

  @JsonProperty
  public int trainingWindows() {
    return trainingWindows;
  }

  @JsonProperty
  public int validationWindows() {
    return validationWindows;
  }

  @JsonProperty
  public int testWindows() {
    return testWindows;
  }

  @JsonProperty
  public int bestEpoch() {
    return bestEpoch;
  }
}
