package io.prescale.testing;

import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/**
 * A Kinesis over the wire for the tests of a class, with streams of their own:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final KinesisEmulator KINESIS = KinesisEmulator.withStream("metrics", 2);
 * }</pre>
 *
 * <p>It runs on node, and installs the emulator by npm when it is first used. Where one of them is
 * missing the class is skipped, or fails if the environment variable {@code CI} is set. It becomes
 * slow beyond about 5,000 records in a stream.
 */
public final class KinesisEmulator
    implements ExecutionCondition, BeforeAllCallback, AfterAllCallback {
  /** Any credentials will do; these choose no account of their own. */
  public static final String ACCESS_KEY = "local";

  /** Secret that goes with {@link #ACCESS_KEY}. */
  public static final String SECRET_KEY = "local-secret";

  /** Region of the streams. */
  public static final String REGION = "us-east-1";

  private final Map<String, Integer> streams = new LinkedHashMap<>();
  private KinesisEmulatorProcess process;
  private KinesisClient client;

  private KinesisEmulator() {}

  /** An emulator with one stream. */
  public static KinesisEmulator withStream(String name, int shards) {
    return new KinesisEmulator().andStream(name, shards);
  }

  /** Adds a stream; to be called before the tests start. */
  public KinesisEmulator andStream(String name, int shards) {
    streams.put(name, shards);
    return this;
  }

  /** Skips the class where node or npm is missing, except in continuous integration. */
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (process == null && !ExternalTools.isContinuousIntegration()) {
      Optional<String> missing = KinesisEmulatorProcess.missingTool();
      if (missing.isPresent()) {
        return ConditionEvaluationResult.disabled(missing.get());
      }
    }
    return ConditionEvaluationResult.enabled("node and npm are there");
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    String initial =
        streams.entrySet().stream()
            .map(stream -> stream.getKey() + ":" + stream.getValue())
            .collect(Collectors.joining(","));
    process = KinesisEmulatorProcess.start(initial, REGION);
    client = openClient();
    streams.keySet().forEach(this::awaitActive);
  }

  /** The SDK cannot read the emulator's CBOR of records above some ten kilobytes: JSON instead. */
  private KinesisClient openClient() {
    SystemProperties json = SystemProperties.set(Map.of("aws.cborEnabled", "false"));
    try {
      KinesisClient opened =
          KinesisClient.builder()
              .endpointOverride(endpoint())
              .region(Region.of(REGION))
              .credentialsProvider(
                  StaticCredentialsProvider.create(
                      AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)))
              .httpClientBuilder(UrlConnectionHttpClient.builder())
              .build();
      // The protocol is chosen with the first request.
      opened.listStreams();
      return opened;
    } finally {
      json.close();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (client != null) {
      client.close();
    }
    if (process != null) {
      process.close();
    }
  }

  /** Where it speaks HTTP. */
  public URI endpoint() {
    return process.endpoint();
  }

  /** Where it speaks HTTPS, with a certificate that nobody has signed. */
  public URI secureEndpoint() {
    return process.secureEndpoint();
  }

  /** A client of it, closed after the tests. */
  public KinesisClient client() {
    return client;
  }

  /**
   * Puts one record.
   *
   * @return the shard that took it, and its sequence number
   */
  public PutRecordResponse put(String stream, String partitionKey, byte[] data) {
    return client.putRecord(
        request ->
            request
                .streamName(stream)
                .partitionKey(partitionKey)
                .data(SdkBytes.fromByteArray(data)));
  }

  /** Puts one record of text in UTF-8. */
  public PutRecordResponse put(String stream, String partitionKey, String text) {
    return put(stream, partitionKey, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Puts one record of text to the shard that has the hash key, whatever the partition key. */
  public PutRecordResponse put(String stream, String partitionKey, String hashKey, String text) {
    return client.putRecord(
        request ->
            request
                .streamName(stream)
                .partitionKey(partitionKey)
                .explicitHashKey(hashKey)
                .data(SdkBytes.fromUtf8String(text)));
  }

  /** The records of all shards as text, those of one shard in their order. */
  public List<String> readAll(String stream) {
    List<String> records = new ArrayList<>();
    for (Shard shard : shards(stream)) {
      String iterator =
          client
              .getShardIterator(
                  request ->
                      request
                          .streamName(stream)
                          .shardId(shard.shardId())
                          .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
              .shardIterator();
      while (iterator != null) {
        String next = iterator;
        GetRecordsResponse response = client.getRecords(request -> request.shardIterator(next));
        response.records().forEach(record -> records.add(record.data().asUtf8String()));
        iterator = response.millisBehindLatest() == 0 ? null : response.nextShardIterator();
      }
    }
    return records;
  }

  /** The stream's shards, closed ones included. */
  public List<Shard> shards(String stream) {
    return client.listShards(request -> request.streamName(stream)).shards();
  }

  /** The shards that still take records. */
  public List<Shard> openShards(String stream) {
    return shards(stream).stream()
        .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
        .toList();
  }

  /** Splits an open shard in the middle of its hash keys, and waits until that is done. */
  public void splitShard(String stream, String shardId) {
    Shard shard =
        openShards(stream).stream()
            .filter(open -> open.shardId().equals(shardId))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException(stream + " has no open shard " + shardId));
    BigInteger first = new BigInteger(shard.hashKeyRange().startingHashKey());
    BigInteger last = new BigInteger(shard.hashKeyRange().endingHashKey());
    String middle = first.add(last).divide(BigInteger.TWO).toString();
    client.splitShard(
        request -> request.streamName(stream).shardToSplit(shardId).newStartingHashKey(middle));
    awaitActive(stream);
  }

  private void awaitActive(String stream) {
    Waiting.until(
        "stream " + stream + " is active",
        () ->
            client
                    .describeStreamSummary(request -> request.streamName(stream))
                    .streamDescriptionSummary()
                    .streamStatus()
                == StreamStatus.ACTIVE);
  }
}
