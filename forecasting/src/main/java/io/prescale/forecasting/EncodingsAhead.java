package io.prescale.forecasting;

import java.util.HashMap;
import java.util.Map;

/**
 * What networks made of sequences before these were asked for, by the very numbers that went in:
 * two rows are the same only where all of their bits are.
 */
final class EncodingsAhead {
  private static final class Row {
    private final float[] values;
    private final int from;
    private final int size;
    private final int hash;

    Row(float[] values, int from, int size) {
      this.values = values;
      this.from = from;
      this.size = size;
      int bits = 1;
      for (int index = from; index < from + size; index++) {
        bits = 31 * bits + Float.floatToRawIntBits(values[index]);
      }
      this.hash = bits;
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(Object other) {
      if (!(other instanceof Row)) {
        return false;
      }
      Row row = (Row) other;
      for (int index = 0; index < size; index++) {
        if (Float.floatToRawIntBits(values[from + index])
            != Float.floatToRawIntBits(row.values[row.from + index])) {
          return false;
        }
      }
      return true;
    }
  }

  private final int size;
  private final Map<Row, float[][]> encodings = new HashMap<>();

  /**
   * @param size numbers in a row
   */
  EncodingsAhead(int size) {
    this.size = size;
  }

  /**
   * Keeps an encoding.
   *
   * @param rows {@code [rows, size]}, row by row; copied
   * @param encoding {@code [member, encoding]}
   */
  void put(float[] rows, int row, float[][] encoding) {
    float[] copy = new float[size];
    System.arraycopy(rows, row * size, copy, 0, size);
    encodings.put(new Row(copy, 0, size), encoding);
  }

  /** The encoding of such a row, {@code [member, encoding]}; {@code null} if there is none. */
  float[][] find(float[] rows, int row) {
    return encodings.isEmpty() ? null : encodings.get(new Row(rows, row * size, size));
  }

  void clear() {
    encodings.clear();
  }
}
