package io.prescale.forecasting.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prescale.forecasting.BundleBuilder;
import io.prescale.forecasting.adaptation.GroupStateFormat;
import io.prescale.forecasting.adaptation.SameState;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GroupPartsTest {
  private static final int MEMBERS = GroupPartExamples.MEMBERS;

  private final List<String> reads = new ArrayList<>();

  @Test
  void readsAPartWhenItIsAskedForAndNoOther() throws IOException {
    Map<String, GroupPart> parts = GroupPartExamples.parts("api", "batch", "web");
    GroupParts stored = stored(GroupParts.of(parts, GroupPartExamples.NETWORK, MEMBERS));
    assertThat(stored.groups()).containsExactly("api", "batch", "web");
    assertThat(reads).isEmpty();

    GroupPart found = stored.find("batch").orElseThrow();

    int length = GroupPartFormat.encode(parts.get("batch")).length;
    assertThat(reads).containsExactly(length + " bytes at " + length);
    SameState.assertSame(found.state(), GroupStateFormat.copy(parts.get("batch").state()));
    assertThat(found.heads()).hasSize(MEMBERS);
    assertThat(found.heads().get(1).toNumbers())
        .isEqualTo(parts.get("batch").heads().get(1).toNumbers());
    assertThat(stored.find("stranger")).isEmpty();
    assertThat(reads).hasSize(1);
  }

  @Test
  void findsEachOfFiftyThousandGroups() throws IOException {
    GroupPart one = new GroupPart(GroupPartExamples.part(1).state(), List.of());
    GroupPart other = new GroupPart(GroupPartExamples.part(2).state(), List.of());
    byte[] oneContent = GroupPartFormat.encode(one);
    byte[] otherContent = GroupPartFormat.encode(other);
    int groups = 50_000;
    Map<String, GroupPart> few = new HashMap<>(Map.of("group-0", one, "group-1", other));
    byte[] index = GroupParts.of(few, GroupPartExamples.NETWORK, MEMBERS).index();
    GroupParts stored =
        GroupParts.read(
            repeated(index, groups),
            (offset, length) -> {
              reads.add(length + " bytes at " + offset);
              return offset / oneContent.length % 2 == 0 ? oneContent : otherContent;
            },
            GroupPartExamples.NETWORK,
            MEMBERS);

    assertThat(stored.groups()).hasSize(groups);
    assertThat(stored.find("group-049999").orElseThrow().state().scale.mean)
        .isEqualTo((float) other.state().scale.mean);
    assertThat(stored.find("group-000000").orElseThrow().state().scale.mean)
        .isEqualTo((float) one.state().scale.mean);
    assertThat(reads)
        .containsExactly(
            oneContent.length + " bytes at " + 49_999L * oneContent.length,
            oneContent.length + " bytes at 0");
  }

  /** The entries of two groups, again and again under other names. */
  private static byte[] repeated(byte[] index, int groups) throws IOException {
    ByteBuffer two = ByteBuffer.wrap(index);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(two.getInt(0));
    out.writeInt(groups);
    int entry = 2 + "group-0".length() + 2 * Integer.BYTES;
    for (int group = 0; group < groups; group++) {
      int at = 2 * Integer.BYTES + group % 2 * entry + entry - 2 * Integer.BYTES;
      out.writeUTF(String.format("group-%06d", group));
      out.writeInt(two.getInt(at));
      out.writeInt(two.getInt(at + Integer.BYTES));
    }
    return bytes.toByteArray();
  }

  @Test
  void aStateThatWasHandedOutMayBeChanged() throws IOException {
    GroupParts parts =
        GroupParts.of(GroupPartExamples.parts("web"), GroupPartExamples.NETWORK, MEMBERS);
    float mean = (float) parts.find("web").orElseThrow().state().scale.mean;

    parts.find("web").orElseThrow().state().scale.mean = 1_000;

    assertThat(parts.find("web").orElseThrow().state().scale.mean).isEqualTo(mean);
  }

  @Test
  void refusesAPartThatIsCutOffOrOfAnotherGroup() throws IOException {
    GroupParts parts =
        GroupParts.of(GroupPartExamples.parts("api", "web"), GroupPartExamples.NETWORK, MEMBERS);
    byte[] content = bytes(parts);
    GroupParts cut =
        GroupParts.read(
            parts.index(),
            (offset, length) ->
                Arrays.copyOfRange(
                    content, (int) offset, (int) Math.min(offset + length, content.length - 9)),
            GroupPartExamples.NETWORK,
            MEMBERS);
    GroupParts shifted =
        GroupParts.read(
            parts.index(),
            (offset, length) -> Arrays.copyOf(content, length),
            GroupPartExamples.NETWORK,
            MEMBERS);

    assertThat(cut.find("api")).isPresent();
    assertThatThrownBy(() -> cut.find("web"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("groups.bin: the part of group web is damaged");
    assertThatThrownBy(() -> shifted.find("web")).hasMessageContaining("web is damaged");
  }

  @Test
  void refusesHeadsOfAnotherNetworkAndNumbersThatAreNone() throws IOException {
    byte[] part = GroupPartFormat.encode(GroupPartExamples.part(1));

    assertThatThrownBy(() -> GroupPartFormat.decode(part, GroupPartExamples.NETWORK, 3))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("it has 2 heads, but there are 3 members");
    assertThatThrownBy(() -> GroupPartFormat.decode(part, BundleBuilder.network(1, 16), MEMBERS))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("numbers");
    byte[] noNumber = part.clone();
    ByteBuffer.wrap(noNumber).putFloat(noNumber.length - 4, Float.NaN);
    assertThatThrownBy(() -> GroupPartFormat.decode(noNumber, GroupPartExamples.NETWORK, MEMBERS))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("head 1 holds a value that is not a number");
    byte[] longer = Arrays.copyOf(part, part.length + 5);
    assertThatThrownBy(() -> GroupPartFormat.decode(longer, GroupPartExamples.NETWORK, MEMBERS))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("5 bytes follow");
    for (int length = 0; length < part.length; length += 501) {
      byte[] cut = Arrays.copyOf(part, length);
      assertThatThrownBy(() -> GroupPartFormat.decode(cut, GroupPartExamples.NETWORK, MEMBERS))
          .as("%d of %d bytes", length, part.length)
          .isInstanceOf(IOException.class);
    }
  }

  /** Parts that are read from bytes, with a note of each read. */
  private GroupParts stored(GroupParts parts) throws IOException {
    byte[] content = bytes(parts);
    return GroupParts.read(
        parts.index(),
        (offset, length) -> {
          reads.add(length + " bytes at " + offset);
          return Arrays.copyOfRange(content, (int) offset, (int) offset + length);
        },
        GroupPartExamples.NETWORK,
        MEMBERS);
  }

  private static byte[] bytes(GroupParts parts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    parts.copyTo(bytes);
    return bytes.toByteArray();
  }
}
