package io.prescale.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

class KinesisEmulatorIT {
  @RegisterExtension
  static final KinesisEmulator KINESIS =
      KinesisEmulator.withStream("plain", 1).andStream("split", 2);

  @Test
  void recordsComeBackInTheirOrder() {
    for (int number = 0; number < 20; number++) {
      KINESIS.put("plain", "key-" + number, "record " + number);
    }
    List<String> expected = new ArrayList<>();
    for (int number = 0; number < 20; number++) {
      expected.add("record " + number);
    }
    assertThat(read("plain", KINESIS.shards("plain").get(0))).isEqualTo(expected);
  }

  @Test
  void splitShardGivesWayToTwo() {
    KINESIS.put("split", "a", "before");
    String parent = KINESIS.shards("split").get(0).shardId();
    KINESIS.splitShard("split", parent);

    assertThat(KINESIS.shards("split")).hasSize(4);
    List<Shard> open = KINESIS.openShards("split");
    assertThat(open).hasSize(3).noneMatch(shard -> shard.shardId().equals(parent));
    assertThat(open).filteredOn(shard -> parent.equals(shard.parentShardId())).hasSize(2);

    for (int number = 0; number < 30; number++) {
      String shard = KINESIS.put("split", "key-" + number, "after " + number).shardId();
      assertThat(shard).isNotEqualTo(parent);
    }
    List<String> all = new ArrayList<>();
    KINESIS.shards("split").forEach(shard -> all.addAll(read("split", shard)));
    assertThat(all).hasSize(31).contains("before", "after 0", "after 29");
  }

  @Test
  void refusesToSplitWhatIsNoOpenShard() {
    assertThatThrownBy(() -> KINESIS.splitShard("plain", "shardId-999"))
        .hasMessageContaining("shardId-999");
  }

  private static List<String> read(String stream, Shard shard) {
    String iterator =
        KINESIS
            .client()
            .getShardIterator(
                request ->
                    request
                        .streamName(stream)
                        .shardId(shard.shardId())
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
            .shardIterator();
    GetRecordsResponse response =
        KINESIS.client().getRecords(request -> request.shardIterator(iterator));
    return response.records().stream().map(Record::data).map(data -> data.asUtf8String()).toList();
  }
}
