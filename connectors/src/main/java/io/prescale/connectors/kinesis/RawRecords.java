package io.prescale.connectors.kinesis;

import io.prescale.connectors.JvmRegistrations;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Passes the bytes of a record on as they are, so that decoding cannot fail the source. */
final class RawRecords implements DeserializationSchema<byte[]> {
  private static final long serialVersionUID = 1L;

  /** Called once for each subtask of the source, before it connects. */
  @Override
  public void open(InitializationContext context) {
    JvmRegistrations.removeAtEndOf(context.getUserCodeClassLoader());
  }

  @Override
  public byte[] deserialize(byte[] message) {
    return message;
  }

  @Override
  public boolean isEndOfStream(byte[] nextElement) {
    return false;
  }

  @Override
  public TypeInformation<byte[]> getProducedType() {
    return PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;
  }
}
