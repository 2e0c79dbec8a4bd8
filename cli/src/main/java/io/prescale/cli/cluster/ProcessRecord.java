package io.prescale.cli.cluster;

import java.util.Optional;

/**
 * A process that was started.
 *
 * @param name of the component
 * @param pid its number, which another process may have when it has ended
 * @param startedMillis what the system says of its start, epoch milliseconds, which no other
 *     process shares with the number
 */
record ProcessRecord(String name, long pid, long startedMillis) {
  /** Records a process that has just been started; empty if it has ended already. */
  static Optional<ProcessRecord> of(String name, ProcessHandle process) {
    return process
        .info()
        .startInstant()
        .map(started -> new ProcessRecord(name, process.pid(), started.toEpochMilli()));
  }

  /** The process, if it is still there and no other one. */
  Optional<ProcessHandle> find() {
    return ProcessHandle.of(pid).filter(process -> isOurs(process)).filter(ProcessHandle::isAlive);
  }

  private boolean isOurs(ProcessHandle process) {
    return process
        .info()
        .startInstant()
        .filter(started -> started.toEpochMilli() == startedMillis)
        .isPresent();
  }
}
