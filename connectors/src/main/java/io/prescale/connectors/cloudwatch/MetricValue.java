package io.prescale.connectors.cloudwatch;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** The {@code value} of a metric object: of its statistics, count and sum. Reused. */
final class MetricValue {
  private boolean countSeen;
  private boolean sumSeen;
  private double count;
  private double sum;

  double count() {
    return count;
  }

  double sum() {
    return sum;
  }

  /** Reads the value that the parser stands on, and returns what is wrong with it, or null. */
  Problem read(JsonParser parser, JsonToken token) throws IOException {
    if (token != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return Problem.wrongType("value", "an object", Tokens.describe(token));
    }
    countSeen = false;
    sumSeen = false;
    Problem wrongType = null;
    String field;
    while ((field = parser.nextFieldName()) != null) {
      JsonToken statistic = parser.nextToken();
      boolean isCount = field.equals("count");
      if (!isCount && !field.equals("sum")) {
        parser.skipChildren();
      } else if (!statistic.isNumeric()) {
        parser.skipChildren();
        wrongType = Problem.wrongType("value." + field, "a number", Tokens.describe(statistic));
      } else if (isCount) {
        countSeen = true;
        count = parser.getDoubleValue();
      } else {
        sumSeen = true;
        sum = parser.getDoubleValue();
      }
    }
    return wrongType != null ? wrongType : check();
  }

  private Problem check() {
    if (!countSeen) {
      return Problem.missing("value.count");
    }
    if (!sumSeen) {
      return Problem.missing("value.sum");
    }
    return DataPointRules.valueProblem("value.", count, sum);
  }
}
