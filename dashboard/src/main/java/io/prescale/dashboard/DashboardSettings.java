package io.prescale.dashboard;

import io.prescale.dashboard.access.AccessToken;
import io.prescale.dashboard.files.OutsideFiles;
import io.prescale.domain.time.TimeScale;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * How the dashboard is served.
 *
 * @param bind address or host name to listen at
 * @param port 0 for any free one
 * @param token asked of every visitor; required unless {@code bind} is of this machine only
 * @param flinkUrl of the Flink web UI, for a link
 * @param files shown though the log does not hold them
 * @param timeScale the time that the decisions live in
 * @param speed of that time; 1 unless it is simulated
 */
public record DashboardSettings(
    String bind,
    int port,
    Optional<AccessToken> token,
    Optional<URI> flinkUrl,
    OutsideFiles files,
    TimeScale timeScale,
    double speed) {

  public static final int DEFAULT_PORT = 8080;

  /** Served to this machine only, in real time. */
  public static DashboardSettings local(int port) {
    return new DashboardSettings(
        "localhost",
        port,
        Optional.empty(),
        Optional.empty(),
        OutsideFiles.none(),
        TimeScale.real(),
        1);
  }

  public DashboardSettings withFlinkUrl(URI url) {
    return new DashboardSettings(bind, port, token, Optional.of(url), files, timeScale, speed);
  }

  /** For decisions of a simulation whose time runs at a multiple of ours. */
  public DashboardSettings withTimeScale(TimeScale scale, double scaleSpeed) {
    return new DashboardSettings(bind, port, token, flinkUrl, files, scale, scaleSpeed);
  }

  public DashboardSettings withFiles(OutsideFiles outside) {
    return new DashboardSettings(bind, port, token, flinkUrl, outside, timeScale, speed);
  }

  public DashboardSettings withBind(String address) {
    return new DashboardSettings(address, port, token, flinkUrl, files, timeScale, speed);
  }

  public DashboardSettings withToken(AccessToken required) {
    return new DashboardSettings(
        bind, port, Optional.of(required), flinkUrl, files, timeScale, speed);
  }

  /** Whether only programs on this machine can reach it. */
  boolean isLocalOnly() {
    try {
      return InetAddress.getByName(bind).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new DashboardException(
          "--bind " + bind + " is no address of this machine; try localhost or 0.0.0.0", e);
    }
  }
}
