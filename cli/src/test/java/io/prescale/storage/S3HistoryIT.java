package io.prescale.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.forecasting.history.HistoryException;
import io.prescale.forecasting.history.HistorySeries;
import io.prescale.forecasting.history.HistorySource;
import io.prescale.forecasting.history.LoadedHistory;
import io.prescale.forecasting.history.TargetColumns;
import io.prescale.testing.S3Emulator;
import io.prescale.training.history.HistoryOptions;
import io.prescale.training.storage.HistoryLocations;
import io.prescale.training.storage.StorageException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** History in S3, over the wire. */
class S3HistoryIT {
  /** More than fit on one page of a listing. */
  private static final int MANY = 1100;

  @RegisterExtension static final S3Emulator S3 = S3Emulator.withBucket("history").foundBySdk();

  @Test
  void readsPartitionsAsTheRecorderWritesThem() {
    S3.put("recorded/day=1/auto_scaling_group=web/part-0.csv", rows(0, 30));
    S3.put("recorded/day=2/auto_scaling_group=web/part-0.csv", rows(30, 60));
    S3.put("recorded/day=2/auto_scaling_group=web/.part-1.csv.inprogress.7", rows(60, 90));
    S3.put("recorded/_SUCCESS", new byte[0]);
    S3.put("recorded/day=2/", new byte[0]);

    LoadedHistory history = load(S3.uri("recorded/"));

    assertThat(history.series()).extracting(HistorySeries::group).containsExactly("web");
    assertThat(history.series().get(0).samples()).hasSize(60);
    assertThat(history.leftOut()).isEmpty();
  }

  @Test
  void takesOneObject() {
    S3.put("single/web.csv", rows(0, 40));
    S3.put("single/web.csv.bak", rows(0, 40));

    assertThat(load(S3.uri("single/web.csv")).series())
        .extracting(HistorySeries::group)
        .containsExactly("web");
  }

  @Test
  void findsMoreFilesThanFitOnOnePage() {
    for (int number = 0; number < MANY; number++) {
      S3.put("many/" + number + ".csv", new byte[0]);
    }

    try (HistoryLocations found = HistoryLocations.find(List.of(S3.uri("many"), S3.uri("many")))) {
      assertThat(found.sources()).hasSize(MANY);
      assertThat(found.sources()).extracting(HistorySource::name).contains(S3.uri("many/1099.csv"));
    }
  }

  @Test
  void namesTheAddressWhereThereIsNothing() {
    S3.put("texts/notes.txt", new byte[0]);

    assertThatThrownBy(() -> load(S3.uri("absent")))
        .isInstanceOf(HistoryException.class)
        .hasMessage("s3://history/absent: there is nothing at this address");
    assertThatThrownBy(() -> load(S3.uri("texts")))
        .hasMessage("s3://history/texts: there is no .csv file below this address");
    assertThatThrownBy(() -> load("s3://no-such-bucket/x"))
        .isInstanceOf(StorageException.class)
        .hasMessage("s3://no-such-bucket/x: there is no such bucket");
  }

  private static LoadedHistory load(String location) {
    return HistoryOptions.load(List.of(location), TargetColumns.cpuUtilization());
  }

  private static byte[] rows(int from, int to) {
    StringBuilder text = new StringBuilder("timestamp,cpu_utilization\n");
    for (int row = from; row < to; row++) {
      text.append(Instant.parse("2026-01-05T00:00:00Z").plusSeconds(row * 300L))
          .append(",1")
          .append(row)
          .append('\n');
    }
    return text.toString().getBytes(UTF_8);
  }
}
