package io.prescale.connectors.cloudwatch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.prescale.domain.metric.DeadLetter;
import java.io.IOException;
import java.time.Duration;

/**
 * Decodes one Kinesis record: CloudWatch metric-stream JSON, one or more objects, one to a line.
 *
 * <p>Each line stands for itself: one that cannot be used becomes a dead letter and takes no other
 * with it. Of a record with very many bad lines, the first {@value #MAX_DEAD_LETTERS} are told one
 * by one and the others as a number. Fields that are not needed are skipped unread.
 *
 * <p>CPU above 100 % passes: burstable instances report it, and a cap is the policy's business. A
 * sum or count above 2^53 is refused: it cannot be a measurement.
 *
 * <p>Not thread-safe. It never throws, except what the output throws.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-metric-streams-formats-json.html">the
 *     format</a>
 */
public final class MetricRecordDecoder {
  /** Dead letters that one record gives at most, before the one that counts the rest. */
  public static final int MAX_DEAD_LETTERS = 32;

  private final JsonFactory json =
      JsonFactory.builder()
          // A record is UTF-8 or it is refused; guessing UTF-16 would let half of one through.
          .configure(JsonFactory.Feature.CHARSET_DETECTION, false)
          // So that NaN is told as a bad value of a named field and not as broken JSON.
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private final Utf8Lines lines = new Utf8Lines();
  private final MetricObject metric = new MetricObject();
  private final long futureSkewMillis;

  private DecodedRecords output;
  private int deadLetters;

  /**
   * @param futureSkew how far a time stamp may lie in the future, because clocks differ
   */
  public MetricRecordDecoder(Duration futureSkew) {
    if (futureSkew.isNegative()) {
      throw new IllegalArgumentException("future skew must not be negative, but is " + futureSkew);
    }
    this.futureSkewMillis = futureSkew.toMillis();
  }

  /**
   * Decodes one record.
   *
   * @param now epoch milliseconds, in the time that the metrics live in
   */
  public void decode(byte[] record, long now, DecodedRecords newOutput) {
    output = newOutput;
    deadLetters = 0;
    boolean empty = true;
    lines.reset(record == null ? new byte[0] : record);
    while (lines.advance()) {
      empty = false;
      decodeLine(record, now + futureSkewMillis);
    }
    if (empty) {
      output.deadLetter(
          new DeadLetter(DeadLetter.Reason.EMPTY_RECORD, "the record holds no object", ""));
    } else if (deadLetters > MAX_DEAD_LETTERS) {
      int untold = deadLetters - MAX_DEAD_LETTERS;
      output.deadLetter(
          new DeadLetter(
              DeadLetter.Reason.MALFORMED_JSON,
              untold + " more objects of the same record could not be used",
              ""));
    }
    output = null;
  }

  private void decodeLine(byte[] record, long latestTimestamp) {
    if (!lines.isUtf8()) {
      deadLetter(DeadLetter.Reason.NOT_UTF8, "the line is not UTF-8");
      return;
    }
    try (JsonParser parser = json.createParser(record, lines.start(), lines.length())) {
      while (readObject(parser)) {
        deliver(latestTimestamp);
      }
    } catch (IOException unexpected) {
      // Only of closing the parser of a byte array, which reads nothing.
      deadLetter(DeadLetter.Reason.MALFORMED_JSON, String.valueOf(unexpected.getMessage()));
    }
  }

  /** Reads the next object of the line; false at its end, or where the rest is unreadable. */
  private boolean readObject(JsonParser parser) {
    try {
      JsonToken token = parser.nextToken();
      if (token == null) {
        return false;
      }
      if (token != JsonToken.START_OBJECT) {
        deadLetter(Problem.wrongType("line", "an object", Tokens.describe(token)));
        return false;
      }
      metric.read(parser);
      return true;
    } catch (JsonProcessingException broken) {
      deadLetter(Problem.malformed(broken.getOriginalMessage()));
    } catch (IOException | RuntimeException broken) {
      deadLetter(Problem.malformed(String.valueOf(broken.getMessage())));
    }
    return false;
  }

  private void deliver(long latestTimestamp) {
    Problem identityProblem = metric.identityProblem();
    if (identityProblem != null) {
      deadLetter(identityProblem);
      return;
    }
    if (!metric.isSignal()) {
      output.ignored();
      return;
    }
    Problem dataProblem = metric.dataProblem(latestTimestamp);
    if (dataProblem != null) {
      deadLetter(dataProblem);
      return;
    }
    output.event(metric.toEvent());
  }

  private void deadLetter(Problem problem) {
    deadLetter(problem.reason, problem.detail);
  }

  private void deadLetter(DeadLetter.Reason reason, String detail) {
    deadLetters++;
    if (deadLetters <= MAX_DEAD_LETTERS) {
      String located = "line " + lines.number() + ": " + detail;
      output.deadLetter(new DeadLetter(reason, located, lines.excerpt()));
    }
  }
}
