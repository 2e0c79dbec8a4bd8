package io.prescale.dashboard.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.threeten.extra.MutableClock;

class RecentDocumentsTest {
  private final Source source = new Source();
  private final MutableClock clock =
      MutableClock.of(Instant.parse("2026-11-27T08:00:00Z"), ZoneOffset.UTC);
  private final Documents documents = new RecentDocuments(source, clock, Runnable::run);

  @Test
  void readsAgainWhenItIsOld() throws IOException {
    assertThat(documents.read("a")).isEqualTo("a 1");
    clock.add(RecentDocuments.AGE.minusMillis(1));
    assertThat(documents.read("a")).isEqualTo("a 1");
    assertThat(documents.read("b")).isEqualTo("b 2");
    clock.add(Duration.ofMillis(1));
    assertThat(documents.read("a")).isEqualTo("a 3");
  }

  @Test
  void remembersThatItCouldNotBeRead() throws IOException {
    source.problem = "no such bucket";
    assertThatThrownBy(() -> documents.read("a"))
        .isInstanceOf(IOException.class)
        .hasMessage("no such bucket");
    source.problem = null;
    assertThatThrownBy(() -> documents.read("a")).hasMessage("no such bucket");
    assertThat(source.reads).isEqualTo(1);

    clock.add(RecentDocuments.AGE);
    assertThat(documents.read("a")).isEqualTo("a 2");
  }

  @Test
  void nobodyWaitsForWhatWasReadBefore() throws IOException {
    List<Runnable> started = new ArrayList<>();
    Documents patient = new RecentDocuments(source, clock, started::add);
    assertThat(patient.read("a")).isEqualTo("a 1");
    clock.add(RecentDocuments.AGE);

    assertThat(patient.read("a")).isEqualTo("a 1");
    assertThat(patient.read("a")).isEqualTo("a 1");
    assertThat(started).hasSize(1);
    started.remove(0).run();
    assertThat(patient.read("a")).isEqualTo("a 2");
    assertThat(started).isEmpty();

    clock.add(RecentDocuments.AGE);
    source.problem = "no such bucket";
    patient.read("a");
    started.remove(0).run();
    assertThatThrownBy(() -> patient.read("a")).hasMessage("no such bucket");
  }

  @Test
  void forgetsTheFirstOfMany() throws IOException {
    for (int document = 0; document < 1_000; document++) {
      documents.read("document-" + document);
    }
    assertThat(documents.read("document-999")).isEqualTo("document-999 1000");
    assertThat(documents.read("document-0")).isEqualTo("document-0 1001");
  }

  /** Counts what is read. */
  private static final class Source implements Documents {
    private int reads;
    private String problem;

    @Override
    public String read(String address) throws IOException {
      reads++;
      if (problem != null) {
        throw new IOException(problem);
      }
      return address + " " + reads;
    }

    @Override
    public void requireFolder(String address) {
      // Every folder is there.
    }
  }
}
