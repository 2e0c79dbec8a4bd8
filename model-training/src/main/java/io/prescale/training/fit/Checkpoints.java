package io.prescale.training.fit;

/** Keeps the latest checkpoint of the training of one network. */
public interface Checkpoints {
  /** Keeps nothing. */
  Checkpoints NONE =
      new Checkpoints() {
        @Override
        public Checkpoint load() {
          return null;
        }

        @Override
        public void save(Checkpoint checkpoint) {}
      };

  /** The latest checkpoint; {@code null} where there is none. */
  Checkpoint load();

  /** Takes a checkpoint in place of the one before. */
  void save(Checkpoint checkpoint);
}
