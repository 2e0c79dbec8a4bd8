package io.prescale.cli.cluster;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the jobs find what they work with.
 *
 * @param kinesis of the streams
 * @param fleet the Auto Scaling and CloudWatch APIs
 * @param storage of S3
 * @param bucket in it
 * @param database JDBC URL of the decision log
 * @param flink Flink's web UI and REST API
 */
public record Endpoints(
    URI kinesis, URI fleet, URI storage, String bucket, String database, URI flink) {
  /** Stream of the metrics. */
  public static final String METRICS_STREAM = "metrics";

  /** Stream of the decisions. */
  public static final String DECISIONS_STREAM = "decisions";

  /** The kill switch in the bucket. */
  public static final String KILL_SWITCH = "kill-switch.json";

  /** Region that everything is in. */
  public static final String REGION = "us-east-1";

  /** User of the database, without a password. */
  public static final String DATABASE_USER = "prescale";

  /** Everything on this machine. */
  public static Endpoints onThisMachine(ClusterPorts ports) {
    return new Endpoints(
        local(ports.of(ClusterPort.KINESIS)),
        local(ports.of(ClusterPort.FLEET)),
        local(ports.of(ClusterPort.STORAGE)),
        "prescale",
        "jdbc:postgresql://localhost:" + ports.of(ClusterPort.DATABASE) + "/postgres",
        local(ports.of(ClusterPort.WEB_UI)));
  }

  private static URI local(int port) {
    return URI.create("http://localhost:" + port);
  }

  /** The same with Kinesis and S3 elsewhere, such as behind a proxy. */
  public Endpoints with(URI otherKinesis, URI otherStorage) {
    return new Endpoints(otherKinesis, fleet, otherStorage, bucket, database, flink);
  }

  /** What Flink calls an object or folder of the bucket. */
  public String inBucket(String key) {
    return "s3://" + bucket + "/" + key;
  }

  /** What AWS's clients and the dashboard are told by the environment. */
  public Map<String, String> environment() {
    return new TreeMap<>(
        Map.of(
            "AWS_ACCESS_KEY_ID",
            MemoryStorage.ACCESS_KEY,
            "AWS_SECRET_ACCESS_KEY",
            MemoryStorage.SECRET_KEY,
            "AWS_REGION",
            REGION,
            "AWS_EC2_METADATA_DISABLED",
            "true",
            "AWS_ENDPOINT_URL_S3",
            storage.toString(),
            "PRESCALE_DATABASE_USER",
            DATABASE_USER));
  }

  /** What Flink's S3 file system is told by its configuration. */
  public Map<String, String> flinkOptions() {
    return new TreeMap<>(
        Map.of(
            "s3.endpoint",
            storage.toString(),
            "s3.endpoint.region",
            REGION,
            "s3.path.style.access",
            "true",
            "s3.access-key",
            MemoryStorage.ACCESS_KEY,
            "s3.secret-key",
            MemoryStorage.SECRET_KEY,
            "fs.s3a.connection.ssl.enabled",
            "false",
            "fs.s3a.aws.credentials.provider",
            "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider"));
  }
}
