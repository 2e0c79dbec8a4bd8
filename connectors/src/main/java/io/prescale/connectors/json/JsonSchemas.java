package io.prescale.connectors.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prescale.domain.metric.DeadLetter;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.policy.json.DecisionJson;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.SerializationSchema;

/** What leaves the job, as JSON. */
public final class JsonSchemas {
  private JsonSchemas() {}

  /** A decision as {@link DecisionJson} writes it, without a line end. */
  public static SerializationSchema<ScalingDecision> decisions() {
    return new DecisionSchema();
  }

  /** A dead letter as {@code {"reason":..., "detail":..., "excerpt":...}}, without a line end. */
  public static SerializationSchema<DeadLetter> deadLetters() {
    return new DeadLetterSchema();
  }

  private static final class DecisionSchema implements SerializationSchema<ScalingDecision> {
    private static final long serialVersionUID = 1L;

    private transient DecisionJson json;

    @Override
    public void open(InitializationContext context) {
      json = new DecisionJson();
    }

    @Override
    public byte[] serialize(ScalingDecision decision) {
      return json.write(decision).getBytes(StandardCharsets.UTF_8);
    }
  }

  private static final class DeadLetterSchema implements SerializationSchema<DeadLetter> {
    private static final long serialVersionUID = 1L;

    private transient ObjectMapper mapper;

    @Override
    public void open(InitializationContext context) {
      mapper = new ObjectMapper();
    }

    @Override
    public byte[] serialize(DeadLetter deadLetter) {
      ObjectNode node =
          mapper
              .createObjectNode()
              .put("reason", deadLetter.reason.name())
              .put("detail", deadLetter.detail)
              .put("excerpt", deadLetter.excerpt);
      try {
        return mapper.writeValueAsBytes(node);
      } catch (JsonProcessingException impossible) {
        throw new UncheckedIOException("three texts did not fit into JSON", impossible);
      }
    }
  }
}
