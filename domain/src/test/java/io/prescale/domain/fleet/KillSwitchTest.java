package io.prescale.domain.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KillSwitchTest {
  @Test
  void stopsTheWholeFleet() {
    KillSwitch killSwitch =
        KillSwitch.parse("{\"observe\": [\"*\"], \"reason\": \"incident 4711\"}");

    assertThat(killSwitch.reasonFor("web")).contains("incident 4711");
    assertThat(killSwitch.isOff()).isFalse();
  }

  @Test
  void stopsOnlyTheGroupsItNames() {
    KillSwitch killSwitch = KillSwitch.parse("{\"observe\": [\"web\", \"checkout-*\"]}");

    assertThat(killSwitch.reasonFor("web")).contains("no reason given");
    assertThat(killSwitch.reasonFor("checkout-eu")).isPresent();
    assertThat(killSwitch.reasonFor("api")).isEmpty();
  }

  @Test
  void anEmptyListStopsNothing() {
    KillSwitch killSwitch = KillSwitch.parse("{\"observe\": []}");

    assertThat(killSwitch.isOff()).isTrue();
    assertThat(killSwitch.reasonFor("web")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                  | an object",
        "[]                                  | an object",
        "{\"observe\": [\"*\"                | not valid JSON",
        "{\"observe\": []} x                 | not valid JSON",
        "{\"observe\": [], \"observe\": []}  | not valid JSON",
        "{}                                  | field \"observe\" must be a list",
        "{\"observe\": \"*\"}                | field \"observe\" must be a list",
        "{\"observe\": [1]}                  | must hold texts only, but holds 1",
        "{\"observe\": [], \"reason\": 1}    | field \"reason\" must be a text",
        "{\"observe\": [], \"groups\": []}   | field \"groups\" is unknown",
      })
  void stopsEveryGroupIfItHasAnError(String json, String problem) {
    KillSwitch killSwitch = KillSwitch.parse(json);

    assertThat(killSwitch.isOff()).isFalse();
    assertThat(killSwitch.reasonFor("any"))
        .hasValueSatisfying(
            reason -> assertThat(reason).contains("every group is stopped").contains(problem));
  }
}
