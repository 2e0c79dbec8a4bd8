package io.prescale.domain.policy.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.prescale.domain.policy.ScalingDecision;

/**
 * A decision as one JSON object on one line: keys always in the same order, {@code null} for what
 * is absent ({@code NaN} in memory), times in ISO 8601 UTC, numbers in the shortest form that reads
 * back as the same number. The same decision always gives the same bytes. Keys that a reader does
 * not know are ignored.
 *
 * <p>Safe for use by several threads.
 */
public final class DecisionJson {
  // The JDK's own rendering of doubles differs between Java 17 and 19; Jackson's does not.
  private final JsonFactory factory =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();
  private final ObjectMapper mapper = new ObjectMapper(factory);

  public DecisionJson() {}

  /** The decision as a line, without the line end. */
  public String write(ScalingDecision decision) {
    return new DecisionWriter(factory).write(decision);
  }

  /**
   * The decision that a line holds.
   *
   * @throws DecisionFormatException if the text is not the JSON of a decision
   */
  public ScalingDecision read(String json) throws DecisionFormatException {
    return new DecisionReader(mapper).read(json);
  }
}
