package io.prescale.connectors.cloudwatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.domain.metric.MetricEvent;
import io.prescale.domain.metric.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricRecordEncoderTest {
  private static final long TIME = 1_700_000_000_000L;

  private final MetricRecordEncoder encoder =
      new MetricRecordEncoder("prescale", "123456789012", "us-east-1");

  @Test
  void writesTheMetricStreamFormat() {
    MetricEvent event =
        new MetricEvent(Signal.REQUEST_COUNT, "targetgroup/web/1", TIME, 2.0, 301.0);

    assertThat(new String(encoder.encode(event), UTF_8))
        .isEqualTo(
            "{\"metric_stream_name\":\"prescale\",\"account_id\":\"123456789012\","
                + "\"region\":\"us-east-1\",\"namespace\":\"AWS/ApplicationELB\","
                + "\"metric_name\":\"RequestCount\","
                + "\"dimensions\":{\"TargetGroup\":\"targetgroup/web/1\"},"
                + "\"timestamp\":1700000000000,"
                + "\"value\":{\"sum\":301.0,\"count\":2.0},"
                + "\"unit\":\"Count\"}\n");
  }

  @Test
  void theDecoderReadsBackWhatWasWritten() {
    List<MetricEvent> events = new ArrayList<>();
    for (Signal signal : Signal.values()) {
      events.add(new MetricEvent(signal, "a \"b\"\n\\ü-" + signal, TIME, 3.0, 0.1 + 0.2));
    }
    CollectedRecords found = new CollectedRecords();

    new MetricRecordDecoder(Duration.ZERO).decode(encoder.encode(events), TIME, found);

    assertThat(found.deadLetters).isEmpty();
    assertThat(found.events).usingRecursiveFieldByFieldElementComparator().isEqualTo(events);
  }

  @Test
  void refusesWhatIsNotANumber() {
    MetricEvent event = new MetricEvent(Signal.NETWORK_IN, "web", TIME, 1, Double.NaN);

    assertThatThrownBy(() -> encoder.encode(event))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("finite");
  }
}
