package io.prescale.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands before a server of this machine, and can be made to look as if that were down. */
public final class TcpProxy implements AutoCloseable {
  private final ServerSocket server;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "tcp-proxy");
            thread.setDaemon(true);
            return thread;
          });
  private volatile boolean down;

  private TcpProxy(ServerSocket server, int target) {
    this.server = server;
    this.target = target;
  }

  /**
   * Starts one.
   *
   * @param target port of the server
   */
  public static TcpProxy to(int target) throws IOException {
    TcpProxy proxy =
        new TcpProxy(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), target);
    proxy.threads.execute(proxy::accept);
    return proxy;
  }

  /** Where it listens. */
  public URI address() {
    return URI.create("http://localhost:" + server.getLocalPort());
  }

  /** Breaks all connections, and every new one. */
  public void goDown() {
    down = true;
    open.forEach(TcpProxy::closeQuietly);
  }

  /** Lets connections through again. */
  public void comeBack() {
    down = false;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        if (down) {
          client.close();
        } else {
          connect(client);
        }
      } catch (IOException e) {
        // Closed, or the server behind is not there: what the client sees is the same.
      }
    }
  }

  private void connect(Socket client) throws IOException {
    open.add(client);
    try {
      Socket behind = new Socket(InetAddress.getLoopbackAddress(), target);
      open.add(behind);
      threads.execute(() -> copy(client, behind));
      threads.execute(() -> copy(behind, client));
    } catch (IOException e) {
      closeQuietly(client);
      throw e;
    }
  }

  private void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // One side is gone, and so is the other then.
    } finally {
      closeQuietly(from);
      closeQuietly(to);
      open.remove(from);
      open.remove(to);
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    open.forEach(TcpProxy::closeQuietly);
    threads.shutdownNow();
  }
}
