package io.prescale.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.prescale.dashboard.testing.GroupStory;
import io.prescale.dashboard.testing.TestLog;
import io.prescale.domain.fleet.ScalingMode;
import io.prescale.domain.time.Slots;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Iterator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LiveUpdatesTest {
  @Test
  @Timeout(120)
  void aNewDecisionIsToldToAnOpenPage() throws Exception {
    try (TestLog log = TestLog.inMemory();
        Dashboard dashboard = Dashboard.start(log.address(), DashboardSettings.local(0));
        Stream<String> lines = listen(dashboard)) {
      Iterator<String> data = lines.filter(line -> line.startsWith("data:")).iterator();
      assertThat(data.next()).contains("\"groups\":0");
      long now = Slots.startOf(System.currentTimeMillis());
      log.write(new GroupStory("web", ScalingMode.ENFORCE, 1).decide(now));
      assertThat(data.next()).contains("\"groups\":1", "\"newestSlot\":" + now);
    }
  }

  @Test
  @Timeout(120)
  void aLogThatCannotBeReadIsToldToo() throws Exception {
    try (Dashboard dashboard =
            Dashboard.start(TestLog.emptyInMemory(), DashboardSettings.local(0));
        Stream<String> lines = listen(dashboard)) {
      Iterator<String> iterator = lines.filter(line -> !line.isBlank()).iterator();
      assertThat(iterator.next()).isEqualTo("event: problem");
      assertThat(iterator.next()).contains("holds no decision log yet");
    }
  }

  private static Stream<String> listen(Dashboard dashboard) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(dashboard.address().resolve("/api/live"))
            .header("Accept", "text/event-stream")
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofLines()).body();
  }
}
