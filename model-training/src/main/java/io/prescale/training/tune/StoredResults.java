package io.prescale.training.tune;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The results in the folder of a search, each read once, and those that are not kept there. */
final class StoredResults implements Results {
  private final TuneFolder folder;
  private final Map<String, RunResult> known = new ConcurrentHashMap<>();

  StoredResults(TuneFolder folder) {
    this.folder = folder;
  }

  @Override
  public Optional<RunResult> result(Run run) {
    RunResult result = known.get(run.name());
    if (result != null) {
      return Optional.of(result);
    }
    Optional<RunResult> found = folder.find(run);
    found.ifPresent(one -> known.put(run.name(), one));
    return found;
  }

  /** Takes a result that this search goes by, but that the next one is to find out anew. */
  void put(Run run, RunResult result) {
    known.put(run.name(), result);
  }
}
