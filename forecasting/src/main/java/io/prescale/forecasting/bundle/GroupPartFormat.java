package io.prescale.forecasting.bundle;

import io.prescale.forecasting.adaptation.GroupState;
import io.prescale.forecasting.adaptation.GroupStateFormat;
import io.prescale.forecasting.network.ForecastHead;
import io.prescale.forecasting.network.NetworkSpecification;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A group's part as bytes: its state, {@code int} number of heads, for each {@code int} number of
 * numbers and the numbers as {@code float}; big-endian.
 */
final class GroupPartFormat {
  private static final int MOST_NUMBERS = 16 << 20;

  private GroupPartFormat() {}

  static byte[] encode(GroupPart part) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      GroupStateFormat.write(part.state(), out);
      out.writeInt(part.heads().size());
      for (ForecastHead head : part.heads()) {
        float[] numbers = head.toNumbers();
        out.writeInt(numbers.length);
        for (float number : numbers) {
          out.writeFloat(number);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  /**
   * @throws IOException if the bytes are not such a part
   */
  static GroupPart decode(byte[] content, NetworkSpecification network, int members)
      throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
      GroupState state = GroupStateFormat.read(in);
      int count = in.readInt();
      if (count != 0 && count != members) {
        throw new IOException("it has " + count + " heads, but there are " + members + " members");
      }
      List<ForecastHead> heads = new ArrayList<>();
      for (int head = 0; head < count; head++) {
        int size = in.readInt();
        if (size < 0 || size > MOST_NUMBERS || size > in.available() / Float.BYTES) {
          throw new IOException("head " + head + " claims " + size + " numbers");
        }
        float[] numbers = new float[size];
        for (int index = 0; index < size; index++) {
          numbers[index] = in.readFloat();
          if (!Float.isFinite(numbers[index])) {
            throw new IOException("head " + head + " holds a value that is not a number");
          }
        }
        heads.add(ForecastHead.ofNumbers(network, numbers));
      }
      if (in.available() > 0) {
        throw new IOException(in.available() + " bytes follow the last head");
      }
      return new GroupPart(state, heads);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
