package io.prescale.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;

class EmbeddedClusterTest {
  /** Each key stands for 40 groups: 16 of them for more than fits what Flink allows by itself. */
  private static final class OneMebibyteForEachKey extends RichMapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;

    private transient ValueState<byte[]> state;

    @Override
    public void open(OpenContext context) {
      state =
          getRuntimeContext()
              .getState(
                  new ValueStateDescriptor<>(
                      "bytes", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    }

    @Override
    public Long map(Long key) throws Exception {
      state.update(new byte[1 << 20]);
      return key;
    }
  }

  @Test
  void takesCheckpointsOfHundredsOfGroups() throws Exception {
    Configuration configuration = EmbeddedCluster.configuration(1);
    EmbeddedCluster.enableCheckpoints(configuration, Duration.ofMillis(100));
    StreamExecutionEnvironment environment = EmbeddedCluster.environment(1, configuration);
    List<Long> results = new ArrayList<>();
    // A job that ends waits for a last checkpoint, and fails with it.
    try (CloseableIterator<Long> keys =
        environment
            .fromSequence(1, 16)
            .keyBy(key -> key)
            .map(new OneMebibyteForEachKey())
            .executeAndCollect()) {
      keys.forEachRemaining(results::add);
    }

    assertThat(results).hasSize(16);
  }
}
