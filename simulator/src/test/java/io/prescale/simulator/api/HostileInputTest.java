package io.prescale.simulator.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.simulator.metric.MetricFeed;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever comes in, the server answers it and the next request. */
class HostileInputTest {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final StaticBackend backend = new StaticBackend(Clock.systemUTC());
  private SimulationServer server;

  @BeforeEach
  void start() throws Exception {
    backend.put("web", 0, 5, 1, Map.of("prescale:mode", "enforce"));
    server = SimulationServer.start(backend, MetricFeed.empty());
  }

  @AfterEach
  void stillServes() throws Exception {
    HttpResponse<String> answer = post("Action=DescribeAutoScalingGroups&Version=2011-01-01");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("<AutoScalingGroupName>web</AutoScalingGroupName>");
    assertThat(backend.describe("web").orElseThrow().capacity().desired()).isEqualTo(1);
    assertThat(server.calls().applied()).isEmpty();
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "\"\"|MissingAction",
        "nonsense|MissingAction",
        "Action=|MissingAction",
        "Action=DeleteEverything|InvalidAction",
        "Action=%zz|MalformedQueryString",
        "Action=%|MalformedQueryString",
        "%|MalformedQueryString",
        "Action=SetDesiredCapacity|ValidationError",
        "Action=SetDesiredCapacity&AutoScalingGroupName=web|ValidationError",
        "Action=SetDesiredCapacity&AutoScalingGroupName=&DesiredCapacity=2|ValidationError",
        "Action=SetDesiredCapacity&AutoScalingGroupName=web&DesiredCapacity=two|MalformedInput",
        "Action=SetDesiredCapacity&AutoScalingGroupName=web&DesiredCapacity=2.5|MalformedInput",
        "Action=SetDesiredCapacity&AutoScalingGroupName=web&DesiredCapacity=99999999999|MalformedInput",
        "Action=SetDesiredCapacity&AutoScalingGroupName=web&DesiredCapacity=-1|ValidationError",
        "Action=SetDesiredCapacity&AutoScalingGroupName=web&DesiredCapacity=2147483647|ValidationError",
        "Action=DescribeAutoScalingGroups&MaxRecords=many|MalformedInput",
        "Action=DescribeAutoScalingGroups&NextToken=a|InvalidNextToken",
        "Action=DescribeAutoScalingGroups&Filters.member.1.Values.member.1=x|ValidationError",
        "Action=SuspendProcesses&AutoScalingGroupName=web&ScalingProcesses.member.1=|ValidationError",
        "Action=CreateOrUpdateTags&Tags.member.1.Value=x|ValidationError",
      })
  void refusesBadRequestsByCode(String form, String code) throws Exception {
    HttpResponse<String> answer = post(form);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).startsWith("<ErrorResponse").contains("<Code>" + code + "</Code>");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/xml");
  }

  @Test
  void ignoresParametersThatItDoesNotKnow() throws Exception {
    HttpResponse<String> answer =
        post(
            "Action=DescribeAutoScalingGroups&&=&x&Filters.member.=1&Filters.member.99999999999=1"
                + "&Filters.members.1.Name=y&%F0%9F=%FF&AutoScalingGroupNames.member.-1=nobody");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("<AutoScalingGroupName>web</AutoScalingGroupName>");
  }

  @Test
  void escapesWhatItRepeats() throws Exception {
    HttpResponse<String> answer = post("Action=%3Cscript%3E%00%26");
    assertThat(answer.body()).contains("&lt;script&gt;\ufffd&amp;").doesNotContain("<script>");
  }

  @Test
  void readsABodyOfOneMebibyteAndRefusesALargerOne() throws Exception {
    String start = "Action=DescribeAutoScalingGroups&filler=";
    String largest = start + "x".repeat(QueryProtocolHandler.MAX_BODY_BYTES - start.length());
    assertThat(post(largest).statusCode()).isEqualTo(200);
    String manyParameters = "Action=DescribeAutoScalingGroups" + "&a.member.1=b".repeat(80_000);
    assertThat(post(manyParameters).statusCode()).isEqualTo(200);
    HttpResponse<String> refusal = post(largest + "x");
    assertThat(refusal.statusCode()).isEqualTo(413);
    assertThat(refusal.body()).contains("RequestEntityTooLarge");
  }

  @Test
  void survivesRandomBytes() throws Exception {
    Random random = new Random(3);
    for (int round = 0; round < 50; round++) {
      byte[] noise = new byte[random.nextInt(2_000)];
      random.nextBytes(noise);
      HttpRequest request =
          HttpRequest.newBuilder(server.endpoint())
              .POST(HttpRequest.BodyPublishers.ofByteArray(noise))
              .build();
      assertThat(http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
          .isEqualTo(400);
    }
  }

  @Test
  void survivesWhatIsNotHttp() throws Exception {
    for (int round = 0; round < 10; round++) {
      try (Socket socket = new Socket(server.endpoint().getHost(), server.endpoint().getPort())) {
        OutputStream out = socket.getOutputStream();
        out.write("\u0000\u0001 no http at all\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        out.flush();
        socket.shutdownOutput();
        try (InputStream in = socket.getInputStream()) {
          in.readAllBytes();
        }
      }
    }
  }

  @Test
  void survivesClientsThatHangUpInTheMiddle() throws Exception {
    for (int round = 0; round < 10; round++) {
      try (Socket socket = new Socket(server.endpoint().getHost(), server.endpoint().getPort())) {
        socket
            .getOutputStream()
            .write(
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nAction=Desc"
                    .getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "after=-1,400",
    "after=x,400",
    "after=1,400",
    "after=99999999999999999999,400",
    "max=0,400",
    "max=-5,400",
    "max=99999999999,200",
    "after=%zz,400",
    "before=7,200",
  })
  void metricStreamRefusesPositionsThatCannotBe(String query, int status) throws Exception {
    URI uri = URI.create(server.metricStream() + "?" + query.replace("%zz", "%25zz"));
    HttpResponse<String> answer =
        http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(status);
    if (status == 400) {
      assertThat(answer.body()).containsAnyOf("after", "sequence", "max");
    }
  }

  @Test
  void metricStreamIsReadOnlyAndAtOnePlace() throws Exception {
    HttpRequest write =
        HttpRequest.newBuilder(server.metricStream())
            .POST(HttpRequest.BodyPublishers.ofString("x"))
            .build();
    assertThat(http.send(write, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(405);
    HttpRequest below =
        HttpRequest.newBuilder(URI.create(server.metricStream() + "/../metric-stream-x")).build();
    assertThat(http.send(below, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> post(String form) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.endpoint())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
