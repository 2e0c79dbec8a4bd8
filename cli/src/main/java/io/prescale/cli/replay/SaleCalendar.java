package io.prescale.cli.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prescale.domain.metric.Signal;
import io.prescale.domain.time.Slots;
import io.prescale.forecasting.history.HistoryRow;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The calendar that a history's {@code is_sale_active} column stands for. */
final class SaleCalendar {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A sale of one group, from its first slot to its last. */
  private static final class Run {
    private final long firstSlot;
    private long lastSlot;

    Run(long slot) {
      firstSlot = slot;
      lastSlot = slot;
    }
  }

  private SaleCalendar() {}

  /**
   * A calendar with one event for each unbroken run of slots on sale. A slot without any value says
   * nothing, here as in training.
   *
   * @param rows sorted by time
   */
  static String of(List<HistoryRow> rows) {
    Map<String, Set<Long>> measured = measuredSlots(rows);
    Map<String, List<Run>> runs = new TreeMap<>();
    for (HistoryRow row : rows) {
      long slot = Slots.startOf(row.timestamp());
      if (row.saleActive() && measured.getOrDefault(row.group(), Set.of()).contains(slot)) {
        add(runs.computeIfAbsent(row.group(), group -> new ArrayList<>()), slot);
      }
    }
    ArrayNode events = JSON.createArrayNode();
    runs.forEach((group, sales) -> sales.forEach(sale -> addEvent(events, group, sale)));
    ObjectNode calendar = JSON.createObjectNode();
    calendar.set("events", events);
    try {
      return JSON.writeValueAsString(calendar);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException("a calendar did not fit into JSON", impossible);
    }
  }

  private static Map<String, Set<Long>> measuredSlots(List<HistoryRow> rows) {
    Map<String, Set<Long>> measured = new HashMap<>();
    for (HistoryRow row : rows) {
      if (Arrays.stream(Signal.values()).anyMatch(row::has)) {
        measured
            .computeIfAbsent(row.group(), group -> new HashSet<>())
            .add(Slots.startOf(row.timestamp()));
      }
    }
    return measured;
  }

  private static void add(List<Run> runs, long slot) {
    Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
    if (last != null && slot - last.lastSlot <= Slots.MILLIS) {
      last.lastSlot = slot;
    } else {
      runs.add(new Run(slot));
    }
  }

  private static void addEvent(ArrayNode events, String group, Run sale) {
    ObjectNode event = events.addObject();
    event.put("id", "sale-" + (events.size()));
    event.put("name", "Sale on record");
    event.put("kind", "sale");
    event.put("start", Instant.ofEpochMilli(sale.firstSlot).toString());
    event.put("end", Instant.ofEpochMilli(Slots.endOf(sale.lastSlot)).toString());
    event.putArray("groups").add(group);
  }
}
