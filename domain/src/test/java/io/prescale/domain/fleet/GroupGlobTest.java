package io.prescale.domain.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupGlobTest {
  @ParameterizedTest
  @CsvSource({
    "web, web, true",
    "web, web-2, false",
    "web, Web, false",
    "web, '', false",
    "checkout-*, checkout-, true",
    "checkout-*, checkout-eu-1, true",
    "checkout-*, my-checkout-eu, false",
    "*, anything, true",
    "*, '', true",
    "*-prod-*, web-prod-1, true",
    "*-prod-*, web-product, false",
    "a*b*c, aXbXbYc, true",
    "web-?, web-1, true",
    "web-?, web-12, false",
    "web-?, web-, false",
    "web.1, web-1, false",
    "web.1, web.1, true",
    "'a+(b)[c]{d}^$|', 'a+(b)[c]{d}^$|', true",
    "'web\\Q*', 'web\\Qx', true",
    "'awseb-e-*/AWSEBAutoScalingGroup-?', 'awseb-e-x1/AWSEBAutoScalingGroup-A', true",
  })
  void starsAndQuestionMarksAreTheOnlySpecialCharacters(
      String pattern, String name, boolean matches) {
    assertThat(new GroupGlob(pattern).matches(name)).isEqualTo(matches);
  }

  @Property
  void agreesWithTheRegularExpressionOfTheSameMeaning(
      @ForAll @StringLength(max = 8) @Chars({'a', 'b', '*', '?'}) String pattern,
      @ForAll @StringLength(max = 8) @CharRange(from = 'a', to = 'b') String name) {
    String expression = pattern.replace("*", ".*").replace("?", ".");

    assertThat(new GroupGlob(pattern).matches(name)).isEqualTo(Pattern.matches(expression, name));
  }

  @Test
  void aPatternOfManyStarsIsHarmless() {
    String pattern = "a*".repeat(120) + "b";

    assertThat(new GroupGlob(pattern).matches("a".repeat(255))).isFalse();
  }
}
