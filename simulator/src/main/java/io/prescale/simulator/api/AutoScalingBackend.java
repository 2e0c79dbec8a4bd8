package io.prescale.simulator.api;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/** What stands behind the Auto Scaling API. Implementations are safe for use by several threads. */
public interface AutoScalingBackend {
  /** The time that the groups live in. */
  Instant now();

  /** Names of all groups. */
  SortedSet<String> groupNames();

  /** How a group stands now, or empty if there is none of that name. */
  Optional<GroupDescription> describe(String group);

  /**
   * Sets the desired capacity.
   *
   * @param honorCooldown whether to refuse while the group cools down
   * @throws ApiException if there is no such group, the capacity lies outside the group's limits,
   *     or the group cools down
   */
  void setDesiredCapacity(String group, int desired, boolean honorCooldown) throws ApiException;

  /**
   * Changes what is given of the limits and the desired capacity. A desired capacity outside the
   * new limits is moved to the nearer one unless it was given itself.
   *
   * @throws ApiException if there is no such group, or the sizes contradict each other
   */
  void update(String group, SizeUpdate update) throws ApiException;

  /**
   * Suspends processes such as {@code Launch}.
   *
   * @throws ApiException if there is no such group
   */
  void suspend(String group, Set<String> processes) throws ApiException;

  /**
   * Resumes processes.
   *
   * @throws ApiException if there is no such group
   */
  void resume(String group, Set<String> processes) throws ApiException;

  /**
   * Adds tags or replaces their values.
   *
   * @throws ApiException if there is no such group
   */
  void putTags(String group, Map<String, String> tags) throws ApiException;

  /**
   * Removes tags; those that are not there are ignored.
   *
   * @throws ApiException if there is no such group
   */
  void removeTags(String group, Set<String> keys) throws ApiException;

  /** New sizes in instances; empty where one stays. */
  record SizeUpdate(
      Optional<Integer> minSize, Optional<Integer> maxSize, Optional<Integer> desired) {

    /**
     * The sizes after the update.
     *
     * @throws ApiException if they contradict each other
     */
    public GroupDescription.Capacity applyTo(GroupDescription.Capacity old) throws ApiException {
      int min = minSize.orElse(old.minSize());
      int max = maxSize.orElse(old.maxSize());
      if (min < 0 || min > max) {
        throw ApiException.validation(
            "Min bound, " + min + ", must be from 0 up to max bound, " + max);
      }
      int newDesired = desired.orElse(Math.min(max, Math.max(min, old.desired())));
      CapacityRules.checkWithinLimits(newDesired, min, max);
      return new GroupDescription.Capacity(min, max, newDesired, old.cooldownSeconds());
    }
  }
}
