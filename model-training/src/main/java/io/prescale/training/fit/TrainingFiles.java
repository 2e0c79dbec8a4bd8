package io.prescale.training.fit;

import io.prescale.forecasting.network.ForecastHead;
import io.prescale.forecasting.network.NetworkSpecification;
import io.prescale.forecasting.network.ParameterValues;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/**
 * Checkpoints and trained networks as files, each whole or not there at all. Big-endian: {@code
 * int} format version, then the numbers in the order of the records, texts as {@link
 * DataOutputStream#writeUTF}, and at the end the CRC-32 of all before as a {@code long}.
 */
public final class TrainingFiles {
  private static final int VERSION = 2;

  private TrainingFiles() {}

  /**
   * Keeps the checkpoints of one network in a file.
   *
   * @throws UnusableFileException when it cannot be written or read
   */
  public static Checkpoints checkpoints(Path file) {
    return new Checkpoints() {
      @Override
      public Checkpoint load() {
        return Files.exists(file) ? read(file, TrainingFiles::readCheckpoint) : null;
      }

      @Override
      public void save(Checkpoint checkpoint) {
        writeChecked(file, out -> write(checkpoint, out));
      }
    };
  }

  /**
   * @throws UnusableFileException if it cannot be written
   */
  public static void write(TrainedNetwork network, Path file) {
    writeChecked(
        file,
        out -> {
          write(network.member(), out);
          out.writeInt(network.heads().size());
          for (Map.Entry<String, ForecastHead> head : network.heads().entrySet()) {
            out.writeUTF(head.getKey());
            write(head.getValue().toNumbers(), out);
          }
        });
  }

  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  private static void writeChecked(Path file, Writing writing) {
    AtomicFile.write(
        file,
        stream -> {
          CheckedOutputStream checked = new CheckedOutputStream(stream, new CRC32());
          DataOutputStream out = new DataOutputStream(checked);
          out.writeInt(VERSION);
          writing.to(out);
          out.writeLong(checked.getChecksum().getValue());
          out.flush();
        });
  }

  /**
   * The network in a file; empty if there is no such file.
   *
   * @throws UnusableFileException if it cannot be read
   */
  public static Optional<TrainedNetwork> network(Path file, NetworkSpecification specification) {
    return Files.exists(file)
        ? Optional.of(read(file, in -> readNetwork(in, specification)))
        : Optional.empty();
  }

  private static TrainedNetwork readNetwork(DataInputStream in, NetworkSpecification specification)
      throws IOException {
    TrainedMember member = readMember(in);
    Map<String, ForecastHead> heads = new LinkedHashMap<>();
    int count = in.readInt();
    for (int head = 0; head < count; head++) {
      heads.put(in.readUTF(), ForecastHead.ofNumbers(specification, readNumbers(in)));
    }
    return new TrainedNetwork(member, heads);
  }

  private interface Reading<T> {
    T from(DataInputStream in) throws IOException;
  }

  private static <T> T read(Path file, Reading<T> reading) {
    try {
      byte[] content = Files.readAllBytes(file);
      requireUndamaged(content);
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(content));
      int version = in.readInt();
      if (version != VERSION) {
        throw new IOException("its format is " + version + ", expected " + VERSION);
      }
      return reading.from(in);
    } catch (IOException | IllegalArgumentException e) {
      throw new UnusableFileException(
          file
              + " cannot be read ("
              + (e.getMessage() == null ? e : e.getMessage())
              + "); start anew with --restart",
          e);
    }
  }

  /** Asked first, so that no length in the file is believed that was not written. */
  private static void requireUndamaged(byte[] content) throws IOException {
    int end = content.length - Long.BYTES;
    CRC32 checksum = new CRC32();
    checksum.update(content, 0, Math.max(0, end));
    if (end < Integer.BYTES || checksum.getValue() != ByteBuffer.wrap(content).getLong(end)) {
      throw new IOException("it is damaged");
    }
  }

  private static void write(Checkpoint checkpoint, DataOutputStream out) throws IOException {
    out.writeInt(checkpoint.epoch());
    write(checkpoint.parameters(), out);
    out.writeInt(checkpoint.optimizer().updates());
    write(checkpoint.optimizer().means(), out);
    write(checkpoint.optimizer().variances(), out);
    write(checkpoint.best(), out);
  }

  private static Checkpoint readCheckpoint(DataInputStream in) throws IOException {
    int epoch = in.readInt();
    List<ParameterValues> parameters = readParameters(in);
    OptimizerState optimizer = new OptimizerState(in.readInt(), readRows(in), readRows(in));
    return new Checkpoint(epoch, parameters, optimizer, readMember(in));
  }

  private static void write(TrainedMember member, DataOutputStream out) throws IOException {
    write(member.parameters(), out);
    out.writeInt(member.bestEpoch());
    out.writeDouble(member.validationScore());
  }

  private static TrainedMember readMember(DataInputStream in) throws IOException {
    return new TrainedMember(readParameters(in), in.readInt(), in.readDouble());
  }

  private static void write(List<ParameterValues> parameters, DataOutputStream out)
      throws IOException {
    out.writeInt(parameters.size());
    for (ParameterValues one : parameters) {
      out.writeUTF(one.name());
      out.writeInt(one.shape().length);
      for (long dimension : one.shape()) {
        out.writeLong(dimension);
      }
      write(one.values(), out);
    }
  }

  private static List<ParameterValues> readParameters(DataInputStream in) throws IOException {
    List<ParameterValues> parameters = new ArrayList<>();
    int count = in.readInt();
    for (int index = 0; index < count; index++) {
      String name = in.readUTF();
      long[] shape = new long[in.readInt()];
      for (int dimension = 0; dimension < shape.length; dimension++) {
        shape[dimension] = in.readLong();
      }
      parameters.add(new ParameterValues(name, shape, readNumbers(in)));
    }
    return parameters;
  }

  private static void write(float[][] rows, DataOutputStream out) throws IOException {
    out.writeInt(rows.length);
    for (float[] row : rows) {
      write(row, out);
    }
  }

  private static float[][] readRows(DataInputStream in) throws IOException {
    float[][] rows = new float[in.readInt()][];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = readNumbers(in);
    }
    return rows;
  }

  private static void write(float[] numbers, DataOutputStream out) throws IOException {
    out.writeInt(numbers.length);
    for (float number : numbers) {
      out.writeFloat(number);
    }
  }

  private static float[] readNumbers(DataInputStream in) throws IOException {
    float[] numbers = new float[in.readInt()];
    for (int index = 0; index < numbers.length; index++) {
      numbers[index] = in.readFloat();
    }
    return numbers;
  }
}
