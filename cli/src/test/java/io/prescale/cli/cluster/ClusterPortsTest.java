package io.prescale.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ClusterPortsTest {
  @Test
  void portsAreTheUsualOnesUnlessChosen() {
    ClusterPorts ports = ClusterPorts.of(Map.of("web-ui", 9999));

    assertThat(ports.of(ClusterPort.WEB_UI)).isEqualTo(9999);
    assertThat(ports.of(ClusterPort.DASHBOARD)).isEqualTo(ClusterPort.DASHBOARD.usual());
  }

  @Test
  void zeroIsAnyFreePortAndNoTwoAreAlike() {
    ClusterPorts ports = ClusterPorts.anyFree();

    assertThat(ClusterPort.values())
        .extracting(ports::of)
        .doesNotHaveDuplicates()
        .allMatch(number -> number > 0);
    ports.requireFree();
  }

  @Test
  void portInUseIsNamedWithTheOptionThatChoosesAnother() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Map<String, Integer> chosen = new TreeMap<>();
      ClusterPort.optionNames().forEach(name -> chosen.put(name, 0));
      chosen.put("kinesis", other.getLocalPort());

      assertThatThrownBy(ClusterPorts.of(chosen)::requireFree)
          .isInstanceOf(ClusterException.class)
          .hasMessage(
              "port %d for the Kinesis emulator is in use; choose another one by --port"
                  + " kinesis=NUMBER, or 0 for any that is free",
              other.getLocalPort());
    }
  }

  @Test
  void everyWrongNameAndNumberIsTold() {
    Map<String, Integer> chosen = new TreeMap<>(Map.of("web-iu", 9999, "storage", 70_000));
    chosen.put("fleet", ClusterPort.DASHBOARD.usual());

    assertThatThrownBy(() -> ClusterPorts.of(chosen))
        .isInstanceOf(ClusterException.class)
        .hasMessageContaining("no port 'web-iu'; did you mean web-ui?")
        .hasMessageContaining("port storage must be from 0 to 65535, but is 70000")
        .hasMessageContaining("port 8080 is given to two");
  }
}
