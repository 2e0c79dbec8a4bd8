package io.prescale.connectors.autoscaling;

import static io.prescale.connectors.autoscaling.Decisions.scale;
import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.connectors.fleet.AutoScalingConnection;
import io.prescale.connectors.fleet.FakeAutoScalingApi;
import io.prescale.connectors.fleet.FakeAutoScalingApi.Answer;
import io.prescale.connectors.fleet.FakeAutoScalingApi.Group;
import io.prescale.connectors.fleet.GroupMapper;
import io.prescale.connectors.fleet.KillSwitchFile;
import io.prescale.connectors.fleet.StoppableTagReader;
import io.prescale.domain.fleet.ScalingMode;
import io.prescale.domain.policy.ScalingDecision;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandExecutorTest {
  private FakeAutoScalingApi api;
  private Group web;
  private CommandExecutor executor;
  private long now = Decisions.VALID_UNTIL - 1;

  @BeforeEach
  void open() throws IOException {
    api = new FakeAutoScalingApi();
    web = api.add("web", "enforce", 4);
    executor = executor(api.connection());
  }

  @AfterEach
  void close() {
    executor.close();
    api.close();
  }

  private CommandExecutor executor(AutoScalingConnection connection) {
    return new CommandExecutor(
        connection.openClientWithoutRetries(),
        new GroupMapper(FakeAutoScalingApi.modeOnly()),
        () -> now);
  }

  private AttemptResult attempt(ScalingDecision decision) {
    return executor.attempt(new ScalingCommand(decision));
  }

  private void refused(ScalingDecision decision, CommandOutcome outcome, String reason) {
    AttemptResult result = attempt(decision);
    assertThat(result.outcome()).isEqualTo(outcome);
    assertThat(result.reason()).contains(reason);
    assertThat(api.calls).isEmpty();
  }

  @Test
  void setsTheCapacity() {
    assertThat(attempt(scale("web", 4, 6)).outcome()).isEqualTo(CommandOutcome.APPLIED);
    assertThat(attempt(scale("web", 6, 5)).outcome()).isEqualTo(CommandOutcome.APPLIED);

    assertThat(api.calls).containsExactly("web=6", "web=5");
  }

  @Test
  void anObservedGroupIsADryRunWithoutAnyRequest() {
    ScalingDecision decision = scale("web", 4, 6);
    decision.mode = ScalingMode.OBSERVE;

    refused(decision, CommandOutcome.DRY_RUN, "observed");
    assertThat(api.requests).hasValue(0);
  }

  @Test
  void aKillSwitchHoldsACommandThatWasDecidedBefore(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("kill-switch.json"), "{\"observe\": [\"web\"]}");
    executor.close();
    executor = stoppableBy(file);

    refused(scale("web", 4, 6), CommandOutcome.NOT_ENFORCED, "the kill switch");
  }

  @Test
  void aKillSwitchThatCannotBeReadHoldsTheCommandBack(@TempDir Path folder) {
    executor.close();
    executor = stoppableBy(folder.resolve("missing.json"));

    AttemptResult result = attempt(scale("web", 4, 6));
    assertThat(result.isRetry()).isTrue();
    assertThat(result.reason()).contains("missing.json does not exist");
    assertThat(api.calls).isEmpty();
  }

  private CommandExecutor stoppableBy(Path file) {
    KillSwitchFile killSwitch = new KillSwitchFile(file.toUri().toString(), Duration.ofSeconds(10));
    return new CommandExecutor(
        api.connection().openClientWithoutRetries(),
        new GroupMapper(new StoppableTagReader(FakeAutoScalingApi.modeOnly(), killSwitch)),
        () -> now);
  }

  @Test
  void expiresAtTheMomentItIsValidUntil() {
    now = Decisions.VALID_UNTIL;
    refused(scale("web", 4, 6), CommandOutcome.EXPIRED, "valid until");
    assertThat(api.requests).hasValue(0);

    now = Decisions.VALID_UNTIL - 1;
    assertThat(attempt(scale("web", 4, 6)).outcome()).isEqualTo(CommandOutcome.APPLIED);
  }

  @Test
  void expiresWhileTheGroupIsRead() {
    api.faults.add(
        action -> {
          now = Decisions.VALID_UNTIL;
          return null;
        });
    refused(scale("web", 4, 6), CommandOutcome.EXPIRED, "valid until");
  }

  @Test
  void leavesWhatIsAlreadyThere() {
    web.desired = 6;
    refused(scale("web", 4, 6), CommandOutcome.ALREADY_THERE, "6");
  }

  @Test
  void leavesWhatSomebodyElseChanged() {
    web.desired = 9;
    refused(scale("web", 4, 6), CommandOutcome.SUPERSEDED, "is 9 now, and not 4");
  }

  @Test
  void anOldCommandThatIsReplayedDoesNothing() {
    attempt(scale("web", 4, 5));
    attempt(scale("web", 5, 6));
    api.calls.clear();

    refused(scale("web", 4, 5), CommandOutcome.SUPERSEDED, "is 6 now");
    refused(scale("web", 5, 6), CommandOutcome.ALREADY_THERE, "6");
  }

  @Test
  void refusesUnknownGroupsAndThoseBeingDeleted() {
    refused(scale("nobody", 4, 6), CommandOutcome.GROUP_NOT_FOUND, "no group of this name");
    web.status = "Delete in progress";
    refused(scale("web", 4, 6), CommandOutcome.GROUP_NOT_FOUND, "being deleted");
  }

  @Test
  void refusesGroupsWhoseTagsNoLongerSayEnforce() {
    web.tags.put("prescale:mode", "observe");
    refused(scale("web", 4, 6), CommandOutcome.NOT_ENFORCED, "no longer say enforce");
    web.tags.put("prescale:mode", "enforced!");
    refused(scale("web", 4, 6), CommandOutcome.NOT_ENFORCED, "no such mode");
    web.tags.remove("prescale:mode");
    refused(scale("web", 4, 6), CommandOutcome.NOT_ENFORCED, "is gone");
  }

  @Test
  void refusesWhatASuspendedProcessWouldHaveToDo() {
    web.suspended.add("Launch");
    refused(scale("web", 4, 6), CommandOutcome.PROCESS_SUSPENDED, "Launch");
    assertThat(attempt(scale("web", 4, 3)).outcome()).isEqualTo(CommandOutcome.APPLIED);
    api.calls.clear();
    web.suspended.set(0, "Terminate");
    refused(scale("web", 3, 2), CommandOutcome.PROCESS_SUSPENDED, "Terminate");
  }

  @Test
  void clampsToTheLimitsOfNow() {
    web.max = 5;
    AttemptResult out = attempt(scale("web", 4, 8));
    assertThat(out.outcome()).isEqualTo(CommandOutcome.APPLIED);
    assertThat(out.reason()).contains("clamped to 5");
    web.min = 3;
    attempt(scale("web", 5, 1));

    assertThat(api.calls).containsExactly("web=5", "web=3");
  }

  @Test
  void aLimitNeverTurnsACommandRound() {
    web.max = 4;
    refused(scale("web", 4, 8), CommandOutcome.AT_GROUP_LIMIT, "1 to 4");
    web.max = 3;
    refused(scale("web", 4, 8), CommandOutcome.AT_GROUP_LIMIT, "1 to 3");
    web.max = 20;
    web.min = 6;
    refused(scale("web", 4, 2), CommandOutcome.AT_GROUP_LIMIT, "6 to 20");
  }

  @ParameterizedTest
  @CsvSource({
    "400, Throttling",
    "400, RequestLimitExceeded",
    "400, ScalingActivityInProgress",
    "500, ResourceContention",
    "500, InternalFailure",
    "503, ServiceUnavailable",
    "502, Whatever",
    "429, Whatever",
  })
  void triesAgainWhatMayPass(int status, String code) {
    api.faults.add(
        action -> action.startsWith("Describe") ? null : Answer.error(status, code, "m"));
    api.faults.add(action -> Answer.error(status, code, "wait"));

    AttemptResult result = attempt(scale("web", 4, 6));

    assertThat(result.isRetry()).isTrue();
    assertThat(result.reason()).contains(code).contains("wait");
  }

  @ParameterizedTest
  @CsvSource({
    "400, ValidationError, REJECTED",
    "400, Whatever, REJECTED",
    "403, AccessDenied, ACCESS_DENIED",
    "403, Whatever, ACCESS_DENIED",
    "403, ExpiredToken, CREDENTIALS_INVALID",
    "403, InvalidClientTokenId, CREDENTIALS_INVALID",
    "403, SignatureDoesNotMatch, CREDENTIALS_INVALID",
  })
  void endsWithWhatDoesNotPass(int status, String code, CommandOutcome outcome) {
    api.faults.add(action -> Answer.error(status, code, "sorry"));

    refused(scale("web", 4, 6), outcome, code + ": sorry");
  }

  @Test
  void triesAgainAfterAnAnswerThatIsNotXml() {
    api.faults.add(action -> new Answer(502, "Bad gateway"));
    assertThat(attempt(scale("web", 4, 6)).isRetry()).isTrue();
    api.faults.add(action -> new Answer(200, "<Describe"));
    assertThat(attempt(scale("web", 4, 6)).isRetry()).isTrue();
  }

  @Test
  void triesAgainAfterATimeout() {
    executor.close();
    executor = executor(api.connection().withRequestTimeout(Duration.ofMillis(200)));
    api.faults.add(api.hang());

    assertThat(attempt(scale("web", 4, 6)).isRetry()).isTrue();
  }

  @Test
  void triesAgainWhereNobodyListens() {
    URI endpoint = api.endpoint();
    api.close();

    AttemptResult result =
        executor(AutoScalingConnection.toEmulator(endpoint, "us-east-1"))
            .attempt(new ScalingCommand(scale("web", 4, 6)));

    assertThat(result.isRetry()).isTrue();
    assertThat(result.reason()).contains("refused");
  }
}
