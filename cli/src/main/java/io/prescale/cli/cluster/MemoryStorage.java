package io.prescale.cli.cluster;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;
import org.jclouds.blobstore.TransientApiMetadata;

/** An S3 over the wire with one bucket, kept in memory. */
public final class MemoryStorage implements AutoCloseable {
  /** The access key that it takes. */
  public static final String ACCESS_KEY = "local";

  /** The secret key that goes with it. */
  public static final String SECRET_KEY = "local-secret";

  private final BlobStoreContext store;
  private final S3Proxy server;

  private MemoryStorage(BlobStoreContext store, S3Proxy server) {
    this.store = store;
    this.server = server;
  }

  /**
   * Starts to serve an empty bucket.
   *
   * @param port 0 for any free one
   * @throws ClusterException if the port is in use
   */
  public static MemoryStorage start(String address, int port, String bucket) throws Exception {
    BlobStoreContext store =
        ContextBuilder.newBuilder(new TransientApiMetadata())
            .credentials(ACCESS_KEY, SECRET_KEY)
            .build(BlobStoreContext.class);
    store.getBlobStore().createContainerInLocation(null, bucket);
    S3Proxy server =
        S3Proxy.builder()
            .blobStore(store.getBlobStore())
            .endpoint(URI.create("http://" + address + ":" + port))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ACCESS_KEY, SECRET_KEY)
            .ignoreUnknownHeaders(true)
            .build();
    try {
      server.start();
    } catch (IOException e) {
      store.close();
      if (e instanceof BindException || e.getCause() instanceof BindException) {
        throw new ClusterException(
            "port "
                + port
                + " of "
                + address
                + " cannot be used ("
                + e.getMessage()
                + "); choose another one by --port, or 0 for any that is free",
            e);
      }
      throw e;
    }
    return new MemoryStorage(store, server);
  }

  /** Where it listens. */
  public int port() {
    return server.getPort();
  }

  @Override
  public void close() throws Exception {
    server.stop();
    store.close();
  }
}
