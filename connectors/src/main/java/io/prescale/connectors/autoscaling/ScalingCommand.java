package io.prescale.connectors.autoscaling;

import io.prescale.domain.fleet.ScalingMode;
import io.prescale.domain.policy.ScalingAction;
import io.prescale.domain.policy.ScalingDecision;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;

/** What a {@link ScalingDecision} asks of the Auto Scaling API. Immutable. */
public final class ScalingCommand implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String id;
  private final String group;
  private final ScalingAction action;
  private final ScalingMode mode;
  private final int currentCapacity;
  private final int desiredCapacity;
  private final long validUntil;

  /**
   * @throws IllegalArgumentException if the decision is a hold
   */
  public ScalingCommand(ScalingDecision decision) {
    if (!decision.isCommand()) {
      throw new IllegalArgumentException("decision " + decision.id + " asks for nothing");
    }
    this.id = decision.id;
    this.group = decision.group;
    this.action = decision.action;
    this.mode = decision.mode;
    this.currentCapacity = decision.currentCapacity;
    this.desiredCapacity = decision.desiredCapacity;
    this.validUntil = decision.validUntil;
  }

  /** Reads what {@link #write} wrote. */
  ScalingCommand(DataInput in) throws IOException {
    this.id = in.readUTF();
    this.group = in.readUTF();
    this.action = constant(ScalingAction.class, in.readUTF());
    this.mode = constant(ScalingMode.class, in.readUTF());
    this.currentCapacity = in.readInt();
    this.desiredCapacity = in.readInt();
    this.validUntil = in.readLong();
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String name) throws IOException {
    try {
      return Enum.valueOf(type, name);
    } catch (IllegalArgumentException unknown) {
      throw new IOException(
          "The state of the Auto Scaling sink holds an unknown " + type.getSimpleName(), unknown);
    }
  }

  void write(DataOutput out) throws IOException {
    out.writeUTF(id);
    out.writeUTF(group);
    out.writeUTF(action.name());
    out.writeUTF(mode.name());
    out.writeInt(currentCapacity);
    out.writeInt(desiredCapacity);
    out.writeLong(validUntil);
  }

  /** Identifier of the decision. */
  public String id() {
    return id;
  }

  public String group() {
    return group;
  }

  public ScalingAction action() {
    return action;
  }

  public ScalingMode mode() {
    return mode;
  }

  /** Desired capacity that the decision started from, instances. */
  public int currentCapacity() {
    return currentCapacity;
  }

  /** Capacity to set, absolute, instances. */
  public int desiredCapacity() {
    return desiredCapacity;
  }

  /** Not to be carried out from then on, epoch milliseconds. */
  public long validUntil() {
    return validUntil;
  }

  @Override
  public String toString() {
    return id + " (" + action + " from " + currentCapacity + " to " + desiredCapacity + ")";
  }
}
