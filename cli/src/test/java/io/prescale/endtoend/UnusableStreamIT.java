package io.prescale.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prescale.connectors.kinesis.UnusableStreamException;
import io.prescale.jobs.CollectorJob;
import io.prescale.jobs.PredictiveScalingJob;
import io.prescale.jobs.RecorderJob;
import io.prescale.testing.KinesisEmulator;
import io.prescale.testing.SystemProperties;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A job without its stream is refused when it is submitted, rather than restarted for ever. */
class UnusableStreamIT {
  @RegisterExtension
  static final KinesisEmulator KINESIS = KinesisEmulator.withStream("metrics", 1);

  private static SystemProperties credentials;

  @BeforeAll
  static void useEmulator() {
    credentials =
        SystemProperties.set(
            Map.of(
                "aws.accessKeyId", KinesisEmulator.ACCESS_KEY,
                "aws.secretKey", KinesisEmulator.SECRET_KEY));
  }

  @AfterAll
  static void forgetEmulator() {
    credentials.close();
  }

  @Test
  void allMissingStreamsAreNamed() {
    assertThatThrownBy(
            () ->
                PredictiveScalingJob.main(
                    at("--metrics.stream=metrisc", "--decisions.stream=decisions")))
        .isInstanceOf(UnusableStreamException.class)
        .hasMessageContaining("there is no Kinesis stream 'metrisc' in us-east-1 at http")
        .hasMessageContaining("there is no Kinesis stream 'decisions'");
    assertThatThrownBy(() -> CollectorJob.main(at("--metrics.stream=metrisc")))
        .hasMessageContaining("there is no Kinesis stream 'metrisc'");
    assertThatThrownBy(
            () ->
                RecorderJob.main(
                    at(
                        "--metrics.stream=metrics",
                        "--history.path=/tmp/history",
                        "--decisions.stream=gone",
                        "--database.url=jdbc:h2:mem:unused")))
        .hasMessageStartingWith("there is no Kinesis stream 'gone'");
  }

  @Test
  void forbiddenStreamIsNamedWithWhatToAllow() throws Exception {
    HttpServer forbidding = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    forbidding.createContext("/", UnusableStreamIT::forbid);
    forbidding.start();
    try {
      String endpoint = "http://localhost:" + forbidding.getAddress().getPort();
      assertThatThrownBy(
              () ->
                  PredictiveScalingJob.main(
                      new String[] {
                        "--aws.region=us-east-1",
                        "--kinesis.endpoint=" + endpoint,
                        "--metrics.stream=secret"
                      }))
          .isInstanceOf(UnusableStreamException.class)
          .hasMessageContaining("the Kinesis stream 'secret' in us-east-1")
          .hasMessageContaining("allow the role kinesis:DescribeStreamSummary");
    } finally {
      forbidding.stop(0);
    }
  }

  private static void forbid(HttpExchange exchange) throws IOException {
    byte[] answer = "{\"__type\":\"AccessDeniedException\",\"Message\":\"no\"}".getBytes(UTF_8);
    exchange.getResponseHeaders().set("x-amzn-ErrorType", "AccessDeniedException");
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
    exchange.sendResponseHeaders(400, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private static String[] at(String... options) {
    String[] arguments = Arrays.copyOf(options, options.length + 3);
    arguments[options.length] = "--aws.region=" + KinesisEmulator.REGION;
    arguments[options.length + 1] = "--kinesis.endpoint=" + KINESIS.endpoint();
    arguments[options.length + 2] = "--kinesis.emulated=true";
    return arguments;
  }
}
