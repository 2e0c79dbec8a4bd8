package io.prescale.forecasting.adaptation;

import io.prescale.domain.forecast.Forecast;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The lasting part of a group's state as bytes, about 11 KB, single precision. Left out is what is
 * void when the group is met again: the values of the last day and forecasts that are pending.
 *
 * <p>It has no version of its own: it is part of a model bundle, whose format version covers it.
 */
public final class GroupStateFormat {
  private GroupStateFormat() {}

  /** A copy of the lasting part of a state, in the precision of the format. */
  public static GroupState copy(GroupState state) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      write(state, new DataOutputStream(bytes));
      return read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
  }

  /** Writes a state. */
  public static void write(GroupState state, DataOutput out) throws IOException {
    out.writeByte(state.quantity.ordinal());
    out.writeLong(state.newestSlot);
    out.writeInt(state.modelHash);
    write(state.seasonal.slotMeans, out);
    write(state.seasonal.differences, out);
    writeScale(state.scale, out);
    out.writeBoolean(state.autoregression != null);
    if (state.autoregression != null) {
      writeAutoregression(state.autoregression, out);
    }
    write(state.mix.errors, out);
    write(state.mix.scored, out);
    IntervalTracker interval = state.interval;
    write(interval.sizes, out);
    write(interval.seen, out);
    write(interval.above, out);
    write(interval.below, out);
    out.writeFloat(interval.usualRestlessness);
    out.writeInt(interval.slots);
  }

  /**
   * Reads a state.
   *
   * @throws IOException if the bytes are not one
   */
  public static GroupState read(DataInput in) throws IOException {
    Forecast.Quantity[] quantities = Forecast.Quantity.values();
    int quantity = in.readByte();
    if (quantity < 0 || quantity >= quantities.length) {
      throw new IOException("it claims a forecast quantity of number " + quantity);
    }
    GroupState state = GroupState.create(quantities[quantity]);
    state.newestSlot = in.readLong();
    state.realisedSlot = state.newestSlot;
    state.modelHash = in.readInt();
    readKnown(state.seasonal.slotMeans, in);
    readKnown(state.seasonal.differences, in);
    readScale(state.scale, in);
    if (in.readBoolean()) {
      state.autoregression = readAutoregression(in);
    }
    read(state.mix.errors, in);
    read(state.mix.scored, in);
    read(state.interval.sizes, in);
    read(state.interval.seen, in);
    read(state.interval.above, in);
    read(state.interval.below, in);
    state.interval.usualRestlessness = finite(in.readFloat());
    state.interval.slots = in.readInt();
    return state;
  }

  private static void writeScale(ScaleEstimate scale, DataOutput out) throws IOException {
    out.writeInt(scale.count);
    out.writeInt(scale.changes);
    out.writeFloat((float) scale.mean);
    out.writeFloat((float) scale.variance);
    out.writeFloat((float) scale.lowest);
    out.writeFloat((float) scale.highest);
    write(scale.changeSquares, out);
  }

  private static void readScale(ScaleEstimate scale, DataInput in) throws IOException {
    scale.count = in.readInt();
    scale.changes = in.readInt();
    scale.mean = finite(in.readFloat());
    scale.variance = finite(in.readFloat());
    scale.lowest = known(in.readFloat());
    scale.highest = known(in.readFloat());
    read(scale.changeSquares, in);
  }

  private static void writeAutoregression(Autoregression autoregression, DataOutput out)
      throws IOException {
    out.writeFloat((float) autoregression.unit);
    out.writeFloat((float) autoregression.weight);
    out.writeFloat(autoregression.errorCount);
    out.writeFloat(autoregression.usualRestlessness);
    out.writeInt(autoregression.forecasts);
    write(autoregression.products, out);
    write(autoregression.targets, out);
    write(autoregression.plainCoefficients, out);
    write(autoregression.seasonalCoefficients, out);
    write(autoregression.errors, out);
  }

  private static Autoregression readAutoregression(DataInput in) throws IOException {
    float unit = in.readFloat();
    if (!(unit > 0) || Float.isInfinite(unit)) {
      throw new IOException("it claims a unit of " + unit);
    }
    Autoregression autoregression = Autoregression.create(unit);
    autoregression.weight = finite(in.readFloat());
    autoregression.errorCount = finite(in.readFloat());
    autoregression.usualRestlessness = finite(in.readFloat());
    autoregression.forecasts = in.readInt();
    read(autoregression.products, in);
    read(autoregression.targets, in);
    read(autoregression.plainCoefficients, in);
    read(autoregression.seasonalCoefficients, in);
    read(autoregression.errors, in);
    return autoregression;
  }

  private static void write(float[] numbers, DataOutput out) throws IOException {
    for (float number : numbers) {
      out.writeFloat(number);
    }
  }

  private static void read(float[] numbers, DataInput in) throws IOException {
    for (int index = 0; index < numbers.length; index++) {
      numbers[index] = finite(in.readFloat());
    }
  }

  private static void write(double[] numbers, DataOutput out) throws IOException {
    for (double number : numbers) {
      out.writeFloat((float) number);
    }
  }

  private static void read(double[] numbers, DataInput in) throws IOException {
    for (int index = 0; index < numbers.length; index++) {
      numbers[index] = finite(in.readFloat());
    }
  }

  private static void write(int[] numbers, DataOutput out) throws IOException {
    for (int number : numbers) {
      out.writeInt(number);
    }
  }

  private static void read(int[] numbers, DataInput in) throws IOException {
    for (int index = 0; index < numbers.length; index++) {
      numbers[index] = in.readInt();
    }
  }

  /** Reads numbers, some of which may not be known. */
  private static void readKnown(float[] numbers, DataInput in) throws IOException {
    for (int index = 0; index < numbers.length; index++) {
      numbers[index] = known(in.readFloat());
    }
  }

  private static float finite(float number) throws IOException {
    if (!Float.isFinite(number)) {
      throw new IOException("the state holds " + number + ", not a finite number");
    }
    return number;
  }

  private static float known(float number) throws IOException {
    if (Float.isInfinite(number)) {
      throw new IOException("the state holds a number that is infinite");
    }
    return number;
  }
}
