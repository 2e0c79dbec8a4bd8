package io.prescale.domain.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GroupTagsTest {
  private final ScalingSettings defaults = new ScalingSettings();

  @Test
  void theDefaultsAreSound() {
    assertThat(SettingsCheck.problems(new ScalingSettings())).isEmpty();
  }

  @Test
  void aGroupWithoutModeTagIsNotManaged() {
    GroupTags tags = parse("Name", "web", "prescale:policy", "target");

    assertThat(tags.isManaged()).isFalse();
    assertThat(tags.mode()).isEqualTo(ScalingMode.OBSERVE);
  }

  @ParameterizedTest
  @CsvSource({"observe, OBSERVE", "enforce, ENFORCE", "' Enforce ', ENFORCE"})
  void readsTheMode(String text, ScalingMode mode) {
    GroupTags tags = parse("prescale:mode", text);

    assertThat(tags.isManaged()).isTrue();
    assertThat(tags.mode()).isEqualTo(mode);
    assertThat(tags.errors()).isEmpty();
  }

  @Test
  void everySettingHasATag() {
    GroupTags tags =
        parse(
            "prescale:mode", "enforce",
            "prescale:policy", "target",
            "prescale:scale-out-above", "80.5",
            "prescale:scale-in-below", "20",
            "prescale:target-utilization", "55",
            "prescale:max-scale-out-step", "3",
            "prescale:peak-utilization", "65",
            "prescale:max-scale-out-percent", "30",
            "prescale:max-scale-in-step", "2",
            "prescale:max-scale-in-percent", "15",
            "prescale:decision-delay-seconds", "90",
            "prescale:scale-out-cooldown-seconds", "60",
            "prescale:scale-in-cooldown-seconds", "120",
            "prescale:instance-warmup-seconds", "240",
            "prescale:scale-in-stabilization-slots", "9",
            "prescale:command-timeout-seconds", "1200",
            "prescale:command-valid-for-seconds", "600");

    assertThat(tags.errors()).isEmpty();
    ScalingSettings expected = new ScalingSettings();
    expected.policy = PolicyType.TARGET;
    expected.scaleOutAbove = 80.5;
    expected.scaleInBelow = 20;
    expected.targetUtilization = 55;
    expected.maxScaleOutStep = 3;
    expected.peakUtilization = 65;
    expected.maxScaleOutPercent = 30;
    expected.maxScaleInStep = 2;
    expected.maxScaleInPercent = 15;
    expected.decisionDelaySeconds = 90;
    expected.scaleOutCooldownSeconds = 60;
    expected.scaleInCooldownSeconds = 120;
    expected.instanceWarmupSeconds = 240;
    expected.scaleInStabilizationSlots = 9;
    expected.commandTimeoutSeconds = 1200;
    expected.commandValidForSeconds = 600;
    assertThat(tags.settings()).usingRecursiveComparison().isEqualTo(expected);
    assertThat(defaults).usingRecursiveComparison().isEqualTo(new ScalingSettings());
  }

  @Test
  void oneCooldownTagSetsBothUnlessOneHasItsOwn() {
    ScalingSettings settings =
        parse(
                "prescale:mode", "enforce",
                "prescale:scale-in-cooldown-seconds", "900",
                "prescale:cooldown-seconds", "60")
            .settings();

    assertThat(settings.scaleOutCooldownSeconds).isEqualTo(60);
    assertThat(settings.scaleInCooldownSeconds).isEqualTo(900);
  }

  @ParameterizedTest
  @CsvSource({
    "scale-out-abov, 80, 'tag prescale:scale-out-abov is unknown; did you mean"
        + " prescale:scale-out-above?'",
    "colour, blue, 'tag prescale:colour is unknown'",
    "scale-out-above, 70%, 'tag prescale:scale-out-above must be a number from 1 to 100"
        + " (percent), but is \"70%\"'",
    "scale-out-above, 101, 'a number from 1 to 100'",
    "scale-out-above, NaN, 'but is \"NaN\"'",
    "scale-out-above, 1e1, 'but is \"1e1\"'",
    "scale-out-above, '', 'but is \"\"'",
    "max-scale-in-step, -1, 'a whole number from 0 to 10000'",
    "max-scale-out-step, 1.5, 'a whole number from 1 to 10000'",
    "cooldown-seconds, soon, 'tag prescale:cooldown-seconds must be a whole number'",
    "policy, stepwise, 'tag prescale:policy must be step or target, but is \"stepwise\"'",
    "scale-in-below, 70, 'scale-in-below (70) must be less than scale-out-above (70)'",
  })
  void aGroupWithAnErrorIsOnlyObservedOnDefaults(String name, String value, String error) {
    AutoScalingGroup group = new AutoScalingGroup();
    group.mode = ScalingMode.ENFORCE;

    parse("prescale:mode", "enforce", "prescale:max-scale-out-step", "3", "prescale:" + name, value)
        .applyTo(group);

    assertThat(group.mode).isEqualTo(ScalingMode.OBSERVE);
    assertThat(group.settings).usingRecursiveComparison().isEqualTo(defaults);
    assertThat(group.tagErrors).singleElement().asString().contains(error);
  }

  @Test
  void reportsAllErrorsAtOnce() {
    GroupTags tags =
        parse("prescale:mode", "on", "prescale:cooldown-seconds", "x", "prescale:nonsense", "1");

    assertThat(tags.errors())
        .hasSize(3)
        .first()
        .asString()
        .isEqualTo("tag prescale:mode must be observe or enforce, but is \"on\"");
    assertThat(tags.isManaged()).isTrue();
  }

  @Test
  void aTargetAtTheReactiveThresholdIsAContradictionForTheTargetPolicyOnly() {
    Map<String, String> tags = new HashMap<>();
    tags.put("prescale:mode", "enforce");
    tags.put("prescale:target-utilization", "70");
    assertThat(GroupTags.parse(tags, defaults).errors()).isEmpty();

    tags.put("prescale:policy", "target");
    assertThat(GroupTags.parse(tags, defaults).errors())
        .singleElement()
        .asString()
        .startsWith("target-utilization (70) must be less than scale-out-above (70)");
  }

  @ParameterizedTest
  @EnumSource(value = ScalingSetting.class, names = "POLICY", mode = EnumSource.Mode.EXCLUDE)
  void settingsFromCodeAreCheckedLikeTags(ScalingSetting setting) throws Exception {
    ScalingSettings settings = new ScalingSettings();
    String field = camelCase(setting.settingName());
    if (ScalingSettings.class.getField(field).getType() == int.class) {
      ScalingSettings.class.getField(field).setInt(settings, -1);
    } else {
      ScalingSettings.class.getField(field).setDouble(settings, Double.NaN);
    }

    assertThat(SettingsCheck.problems(settings))
        .singleElement()
        .asString()
        .startsWith(setting.settingName() + " must be a ");
  }

  private static String camelCase(String kebab) {
    StringBuilder name = new StringBuilder();
    for (String word : kebab.split("-", -1)) {
      name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    }
    name.setCharAt(0, Character.toLowerCase(name.charAt(0)));
    return name.toString();
  }

  private GroupTags parse(String... keysAndValues) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (int index = 0; index < keysAndValues.length; index += 2) {
      tags.put(keysAndValues[index], keysAndValues[index + 1]);
    }
    return GroupTags.parse(tags, defaults);
  }
}
