package io.prescale.domain.fleet;

import io.prescale.domain.text.NearestName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the {@code prescale:*} tags of a group say. {@code prescale:mode} makes it a managed group;
 * every {@link ScalingSetting} has a tag of its name; {@code prescale:cooldown-seconds} sets both
 * cooldowns, where the tag of one of them does not say otherwise. Tags of other names are none of
 * our business.
 *
 * <p>A group with any error in its tags is observed, whatever its mode tag says. Its settings are
 * the defaults then, so that no half of a change takes effect. Immutable.
 */
public final class GroupTags {
  /** What all tags of Prescale begin with. */
  public static final String PREFIX = "prescale:";

  /** The tag that makes a group a managed one. */
  public static final String MODE = PREFIX + "mode";

  private static final String COOLDOWN = PREFIX + "cooldown-seconds";

  private final boolean managed;
  private final ScalingMode mode;
  private final ScalingSettings settings;
  private final List<String> errors;

  private GroupTags(
      boolean managed, ScalingMode mode, ScalingSettings settings, List<String> errors) {
    this.managed = managed;
    this.mode = mode;
    this.settings = settings;
    this.errors = errors;
  }

  /**
   * Reads a group's tags.
   *
   * @param tags all of the group's tags, by key
   * @param defaults the settings of a group without further tags; not changed
   */
  public static GroupTags parse(Map<String, String> tags, ScalingSettings defaults) {
    List<String> errors = new ArrayList<>();
    ScalingMode mode = parseMode(tags, errors);
    ScalingSettings settings = parseSettings(tags, defaults, errors);
    if (errors.isEmpty()) {
      SettingsCheck.problems(settings).forEach(errors::add);
    }
    boolean sound = errors.isEmpty();
    return new GroupTags(
        tags.containsKey(MODE),
        sound ? mode : ScalingMode.OBSERVE,
        sound ? settings : defaults.copy(),
        List.copyOf(errors));
  }

  /** Whether the group is managed at all: it carries the tag {@code prescale:mode}. */
  public boolean isManaged() {
    return managed;
  }

  /** Observe where the tags have an error. */
  public ScalingMode mode() {
    return mode;
  }

  /** The defaults, with what the tags override; the defaults alone where the tags have an error. */
  public ScalingSettings settings() {
    return settings.copy();
  }

  /**
   * What is wrong, each a sentence that names the tag, in the order of the tags; empty if sound.
   */
  public List<String> errors() {
    return errors;
  }

  /** Sets mode, settings and tag errors of the group. */
  public void applyTo(AutoScalingGroup group) {
    group.mode = mode;
    group.settings = settings();
    group.tagErrors = errors.toArray(new String[0]);
  }

  private static ScalingMode parseMode(Map<String, String> tags, List<String> errors) {
    String text = tags.get(MODE);
    if (text == null) {
      return ScalingMode.OBSERVE;
    }
    for (ScalingMode mode : ScalingMode.values()) {
      if (mode.name().toLowerCase(Locale.ROOT).equals(text.trim().toLowerCase(Locale.ROOT))) {
        return mode;
      }
    }
    errors.add("tag " + MODE + " must be observe or enforce, but is \"" + text + "\"");
    return ScalingMode.OBSERVE;
  }

  private static ScalingSettings parseSettings(
      Map<String, String> tags, ScalingSettings defaults, List<String> errors) {
    ScalingSettings settings = defaults.copy();
    if (tags.containsKey(COOLDOWN)) {
      // First, so that the tags of the single cooldowns override it.
      set(settings, ScalingSetting.SCALE_OUT_COOLDOWN_SECONDS, COOLDOWN, tags, errors);
      if (errors.isEmpty()) {
        set(settings, ScalingSetting.SCALE_IN_COOLDOWN_SECONDS, COOLDOWN, tags, errors);
      }
    }
    for (String tag : new TreeMap<>(tags).keySet()) {
      if (!tag.startsWith(PREFIX) || tag.equals(MODE) || tag.equals(COOLDOWN)) {
        continue;
      }
      Optional<ScalingSetting> setting = ScalingSetting.named(tag.substring(PREFIX.length()));
      if (setting.isPresent()) {
        set(settings, setting.get(), tag, tags, errors);
      } else {
        errors.add("tag " + tag + " is unknown" + hint(tag.substring(PREFIX.length())));
      }
    }
    return settings;
  }

  private static void set(
      ScalingSettings settings,
      ScalingSetting setting,
      String tag,
      Map<String, String> tags,
      List<String> errors) {
    try {
      setting.set(settings, String.valueOf(tags.get(tag)));
    } catch (IllegalArgumentException e) {
      errors.add("tag " + tag + " " + e.getMessage());
    }
  }

  private static String hint(String name) {
    List<String> names =
        Arrays.stream(ScalingSetting.values())
            .map(ScalingSetting::settingName)
            .collect(Collectors.toCollection(ArrayList::new));
    names.add(MODE.substring(PREFIX.length()));
    names.add(COOLDOWN.substring(PREFIX.length()));
    return NearestName.of(name, names)
        .map(found -> "; did you mean " + PREFIX + found + "?")
        .orElse("");
  }
}
