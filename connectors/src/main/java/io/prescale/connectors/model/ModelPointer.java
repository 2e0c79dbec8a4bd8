package io.prescale.connectors.model;

/** Names the model bundle in force. A stream record (Flink POJO). */
public class ModelPointer {
  /** Folder of the bundle: a path on any Flink file system. */
  public String bundlePath;

  /** SHA-256 of the bundle's {@code model.json}, which in turn holds those of its other files. */
  public String version;

  public ModelPointer() {}

  public ModelPointer(String bundlePath, String version) {
    this.bundlePath = bundlePath;
    this.version = version;
  }
}
