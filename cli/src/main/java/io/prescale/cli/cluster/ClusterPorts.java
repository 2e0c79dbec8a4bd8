package io.prescale.cli.cluster;

import io.prescale.domain.text.NearestName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The numbers of a cluster's ports. Immutable. */
public final class ClusterPorts {
  private static final int GREATEST = 65_535;

  private final Map<ClusterPort, Integer> numbers;

  private ClusterPorts(Map<ClusterPort, Integer> numbers) {
    this.numbers = numbers;
  }

  /**
   * The usual ports, but for those that are chosen.
   *
   * @param chosen number by {@link ClusterPort#optionName}; 0 for any that is free now
   * @throws ClusterException naming all names and numbers that are wrong
   */
  public static ClusterPorts of(Map<String, Integer> chosen) {
    List<String> problems = new ArrayList<>();
    chosen.forEach(
        (name, number) -> {
          if (!ClusterPort.optionNames().contains(name)) {
            problems.add(
                "there is no port '"
                    + name
                    + "'"
                    + NearestName.hint(name, ClusterPort.optionNames()));
          } else if (number < 0 || number > GREATEST) {
            problems.add("port " + name + " must be from 0 to 65535, but is " + number);
          }
        });
    Map<ClusterPort, Integer> numbers = new EnumMap<>(ClusterPort.class);
    Set<Integer> taken = new HashSet<>();
    for (ClusterPort port : ClusterPort.values()) {
      int number = chosen.getOrDefault(port.optionName(), port.usual());
      numbers.put(port, number);
      if (number != 0 && !taken.add(number)) {
        problems.add("port " + number + " is given to two: " + port.optionName() + " is one");
      }
    }
    if (!problems.isEmpty()) {
      throw new ClusterException("--port: " + String.join("; ", problems));
    }
    chooseFree(numbers, taken);
    return new ClusterPorts(numbers);
  }

  /** Any free port for each. */
  public static ClusterPorts anyFree() {
    Map<ClusterPort, Integer> numbers = new EnumMap<>(ClusterPort.class);
    for (ClusterPort port : ClusterPort.values()) {
      numbers.put(port, 0);
    }
    chooseFree(numbers, new HashSet<>());
    return new ClusterPorts(numbers);
  }

  private static void chooseFree(Map<ClusterPort, Integer> numbers, Set<Integer> taken) {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (Map.Entry<ClusterPort, Integer> entry : numbers.entrySet()) {
        while (entry.getValue() == 0) {
          ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
          held.add(socket);
          if (taken.add(socket.getLocalPort())) {
            entry.setValue(socket.getLocalPort());
          }
        }
      }
      for (ServerSocket socket : held) {
        socket.close();
      }
    } catch (IOException e) {
      throw new ClusterException("no free port is to be had: " + e.getMessage(), e);
    }
  }

  /** Number of a port. */
  public int of(ClusterPort port) {
    return numbers.get(port);
  }

  /**
   * Makes sure that nobody listens at one of them.
   *
   * @throws ClusterException naming all that are in use, and how to choose others
   */
  void requireFree() {
    List<String> inUse = new ArrayList<>();
    numbers.forEach(
        (port, number) -> {
          if (!isFree(number)) {
            inUse.add(
                "port "
                    + number
                    + " for "
                    + port.purpose()
                    + " is in use; choose another one by --port "
                    + port.optionName()
                    + "=NUMBER, or 0 for any that is free");
          }
        });
    if (!inUse.isEmpty()) {
      throw new ClusterException(String.join("\n", inUse));
    }
  }

  private static boolean isFree(int number) {
    try (ServerSocket socket = new ServerSocket()) {
      // As servers do: a connection of an earlier one that lingers is no hindrance.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
