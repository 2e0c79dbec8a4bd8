package io.prescale.forecasting.bundle;

import io.prescale.forecasting.network.ParameterValues;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The file format of a network's parameters: {@code int} magic, {@code int} number of parameters;
 * for each its name (modified UTF-8), {@code int} number of dimensions, each dimension as {@code
 * long}, then the values as {@code float}; all big-endian, nothing behind.
 *
 * <p>Reading checks every size against the bytes that are there before it allocates anything.
 */
final class ParameterFile {
  private static final int MAGIC = 0x50534c31;
  private static final int MOST_PARAMETERS = 256;
  private static final int MOST_DIMENSIONS = 4;

  private ParameterFile() {}

  static byte[] encode(List<ParameterValues> parameters) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(MAGIC);
      out.writeInt(parameters.size());
      for (ParameterValues parameter : parameters) {
        out.writeUTF(parameter.name());
        out.writeInt(parameter.shape().length);
        for (long dimension : parameter.shape()) {
          out.writeLong(dimension);
        }
        for (float value : parameter.values()) {
          out.writeFloat(value);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  /**
   * @throws IOException if the bytes are not such a file; the message says what is wrong
   */
  static List<ParameterValues> decode(byte[] content) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
      if (in.readInt() != MAGIC) {
        throw new IOException("it is not a parameter file");
      }
      int count = in.readInt();
      if (count < 1 || count > MOST_PARAMETERS) {
        throw new IOException("it claims " + count + " parameters");
      }
      List<ParameterValues> parameters = new ArrayList<>();
      for (int index = 0; index < count; index++) {
        parameters.add(readParameter(in));
      }
      if (in.available() > 0) {
        throw new IOException(in.available() + " bytes follow the last parameter");
      }
      return parameters;
    }
  }

  private static ParameterValues readParameter(DataInputStream in) throws IOException {
    String name = in.readUTF();
    int dimensions = in.readInt();
    if (dimensions < 1 || dimensions > MOST_DIMENSIONS) {
      throw new IOException("parameter " + name + " claims " + dimensions + " dimensions");
    }
    long[] shape = new long[dimensions];
    long size = 1;
    for (int index = 0; index < dimensions; index++) {
      shape[index] = in.readLong();
      if (shape[index] < 1 || shape[index] > in.available()) {
        throw tooLarge(name, shape);
      }
      size *= shape[index];
      if (size > in.available() / Float.BYTES) {
        throw tooLarge(name, shape);
      }
    }
    float[] values = new float[(int) size];
    for (int index = 0; index < values.length; index++) {
      values[index] = in.readFloat();
      if (!Float.isFinite(values[index])) {
        throw new IOException("parameter " + name + " holds a value that is not a number");
      }
    }
    return new ParameterValues(name, shape, values);
  }

  private static IOException tooLarge(String name, long[] shape) {
    return new IOException(
        "parameter " + name + " claims shape " + Arrays.toString(shape) + ", more than there is");
  }
}
