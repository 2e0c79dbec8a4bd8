package io.prescale.cli.cluster;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** The processes of a cluster, in a file of its work folder, so that another run can end them. */
final class ProcessTable {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Path file;

  ProcessTable(Path directory) {
    this.file = directory.resolve("processes.json");
  }

  /** All records, in the order in which the processes were started; empty without a file. */
  List<ProcessRecord> records() {
    try {
      return Files.exists(file)
          ? new ArrayList<>(
              JSON.readValue(file.toFile(), new TypeReference<List<ProcessRecord>>() {}))
          : new ArrayList<>();
    } catch (IOException e) {
      throw new ClusterException(
          file
              + " cannot be read ("
              + e.getMessage()
              + "); it lists the processes of the cluster. End them by hand, and delete it",
          e);
    }
  }

  /** The records of processes that are still there. */
  List<ProcessRecord> running() {
    return records().stream().filter(process -> process.find().isPresent()).toList();
  }

  void add(ProcessRecord process) {
    List<ProcessRecord> records = records();
    records.add(process);
    write(records);
  }

  void remove(ProcessRecord process) {
    List<ProcessRecord> records = records();
    records.remove(process);
    write(records);
  }

  /** Whole or not at all, so that a cluster whose start is cut off can be stopped, too. */
  private void write(List<ProcessRecord> records) {
    try {
      if (records.isEmpty()) {
        Files.deleteIfExists(file);
        return;
      }
      Path fresh = file.resolveSibling("processes.json.new");
      JSON.writeValue(fresh.toFile(), records);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new ClusterException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }
}
