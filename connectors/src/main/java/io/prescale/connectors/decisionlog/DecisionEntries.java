package io.prescale.connectors.decisionlog;

import io.prescale.decisionlog.DecisionLogWriter;
import io.prescale.domain.policy.ScalingDecision;
import io.prescale.domain.policy.json.DecisionJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;

/** Decisions wait as their JSON. */
final class DecisionEntries implements LogEntries<ScalingDecision> {
  private static final long serialVersionUID = 1L;

  private transient DecisionJson json;

  @Override
  public byte[] toBytes(ScalingDecision decision) {
    return json().write(decision).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public ScalingDecision fromBytes(byte[] bytes) throws IOException {
    return json().read(new String(bytes, StandardCharsets.UTF_8));
  }

  @Override
  public void write(DecisionLogWriter writer, List<ScalingDecision> decisions) throws SQLException {
    writer.write(decisions);
  }

  private DecisionJson json() {
    if (json == null) {
      json = new DecisionJson();
    }
    return json;
  }
}
