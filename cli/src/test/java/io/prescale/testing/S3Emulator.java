package io.prescale.testing;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStoreContext;
import org.jclouds.blobstore.TransientApiMetadata;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * An S3 over the wire for the tests of a class, with one bucket, kept in memory:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final S3Emulator S3 = S3Emulator.withBucket("prescale");
 * }</pre>
 */
public final class S3Emulator implements BeforeAllCallback, AfterAllCallback {
  private static final String ACCESS_KEY = "local";
  private static final String SECRET_KEY = "local-secret";
  private static final String REGION = "us-east-1";

  private final String bucket;
  private boolean foundBySdk;
  private SystemProperties sdkProperties;
  private BlobStoreContext store;
  private S3Proxy server;
  private S3Client client;

  private S3Emulator(String bucket) {
    this.bucket = bucket;
  }

  /** An emulator with one empty bucket. */
  public static S3Emulator withBucket(String bucket) {
    return new S3Emulator(bucket);
  }

  /** Lets AWS SDKs find it, and no other S3, while the tests run; to be called before. */
  public S3Emulator foundBySdk() {
    foundBySdk = true;
    return this;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    store =
        ContextBuilder.newBuilder(new TransientApiMetadata())
            .credentials(ACCESS_KEY, SECRET_KEY)
            .build(BlobStoreContext.class);
    server =
        S3Proxy.builder()
            .blobStore(store.getBlobStore())
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ACCESS_KEY, SECRET_KEY)
            .ignoreUnknownHeaders(true)
            .build();
    server.start();
    Waiting.until("S3 emulator listens", () -> server.getPort() > 0);
    client =
        S3Client.builder()
            .endpointOverride(endpoint())
            .region(Region.of(REGION))
            .forcePathStyle(true)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)))
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    client.createBucket(request -> request.bucket(bucket));
    if (foundBySdk) {
      sdkProperties =
          SystemProperties.set(
              Map.of(
                  "aws.endpointUrlS3", endpoint().toString(),
                  "aws.region", REGION,
                  "aws.accessKeyId", ACCESS_KEY,
                  "aws.secretAccessKey", SECRET_KEY));
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    if (sdkProperties != null) {
      sdkProperties.close();
    }
    if (client != null) {
      client.close();
    }
    if (server != null) {
      server.stop();
    }
    if (store != null) {
      store.close();
    }
  }

  /** Where it speaks HTTP. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  /** A client of it, closed after the tests. */
  public S3Client client() {
    return client;
  }

  /** What Flink calls an object of the bucket: {@code s3://bucket/key}. */
  public String uri(String key) {
    return "s3://" + bucket + "/" + key;
  }

  /** The options that let Flink's S3 file system find it. */
  public Configuration flinkConfiguration() {
    Configuration configuration = new Configuration();
    configuration.setString("s3.endpoint", endpoint().toString());
    configuration.setString("s3.endpoint.region", REGION);
    configuration.setString("s3.path.style.access", "true");
    configuration.setString("s3.access-key", ACCESS_KEY);
    configuration.setString("s3.secret-key", SECRET_KEY);
    configuration.setString("fs.s3a.connection.ssl.enabled", "false");
    configuration.setString(
        "fs.s3a.aws.credentials.provider", "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider");
    return configuration;
  }

  /** Stores an object. */
  public void put(String key, byte[] content) {
    client.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(content));
  }

  /** The content of an object. */
  public byte[] get(String key) {
    return client.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asByteArray();
  }

  /** Keys of the objects that begin with a prefix, sorted. */
  public List<String> keys(String prefix) {
    return client
        .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix))
        .contents()
        .stream()
        .map(S3Object::key)
        .sorted()
        .toList();
  }
}
