package io.prescale.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script that deploys to the managed service, without AWS. */
@DisabledOnOs(OS.WINDOWS)
class DeployScriptTest {
  private static final Path SCRIPT =
      Path.of(System.getProperty("prescale.root", ".."), "deploy/managed-flink/deploy.sh");

  @TempDir Path folder;

  private int exitCode;

  @Test
  void helpTellsBothPhases() throws Exception {
    assertThat(run("--help")).contains("upload", "deploy", "--dry-run", "AllowEnforcing=true");
    assertThat(exitCode).isZero();
  }

  @Test
  void aDryRunShowsEveryStepInItsOrder() throws Exception {
    String jar = jar();

    assertThat(run("upload", "--dry-run", "--jar", jar, "--stack", "blue"))
        .containsSubsequence(
            "--stack-name blue-storage",
            "s3 cp " + jar,
            "models/default",
            "models/current.json",
            "business_calendar.json");
    assertThat(exitCode).isZero();
    assertThat(run("deploy", "--dry-run", "--jar", jar, "--", "AllowEnforcing=true"))
        .containsSubsequence(
            "cloudformation deploy --stack-name prescale",
            "JarKey=jars/prescale-job-",
            "AllowEnforcing=true",
            "start-application --application-name prescale-scaler");
    assertThat(exitCode).isZero();
  }

  @Test
  void mistakesAreNamedAndNothingIsDone() throws Exception {
    String jar = jar();

    assertRefused("there is no phase or option 'uplod'", "uplod");
    assertRefused("option --stack lacks a value", "upload", "--stack");
    assertRefused("'Blue_Stack'", "upload", "--stack", "Blue_Stack", "--jar", jar);
    assertRefused("there is no file /no/such.jar", "upload", "--jar", "/no/such.jar");
    assertRefused("holds no model.json", "upload", "--jar", jar, "--model", folder.toString());
    assertRefused(
        "no parameter 'AllowEnforcin'", "deploy", "--jar", jar, "--", "AllowEnforcin=true");
    assertRefused("expected NAME=VALUE", "deploy", "--jar", jar, "--", "AllowEnforcing");
    assertRefused("set by this script", "deploy", "--jar", jar, "--", "JarKey=jars/x.jar");
    assertRefused("belong to the phase deploy", "upload", "--jar", jar, "--", "LogDays=7");
    assertRefused("only one of upload and deploy", "upload", "deploy");
    assertRefused("Usage: deploy.sh");
  }

  private void assertRefused(String message, String... arguments) throws Exception {
    assertThat(run(arguments)).contains(message).doesNotContain("would run");
    assertThat(exitCode).isEqualTo(2);
  }

  private String jar() throws IOException {
    return Files.writeString(folder.resolve("job.jar"), "a jar").toString();
  }

  private String run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("bash", SCRIPT.toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    exitCode = process.waitFor();
    return output;
  }
}
