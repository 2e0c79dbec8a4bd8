package io.prescale.connectors.kinesis;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.kinesis.shaded.com.amazonaws.AmazonServiceException;
import org.apache.flink.kinesis.shaded.com.amazonaws.ClientConfiguration;
import org.apache.flink.kinesis.shaded.com.amazonaws.SdkClientException;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.AmazonKinesis;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.DescribeStreamSummaryRequest;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.ResourceNotFoundException;
import org.apache.flink.streaming.connectors.kinesis.util.AWSUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Kinesis for the streams of a job before it is submitted: a job without its stream would be
 * restarted for ever. Only a clear no counts; who submits may have no way to Kinesis where the job
 * has one.
 */
public final class StreamCheck {
  private static final Logger LOG = LoggerFactory.getLogger(StreamCheck.class);
  private static final int CONNECTION_TIMEOUT_MILLIS = 5_000;

  private StreamCheck() {}

  /**
   * Requires that the streams are there and may be described.
   *
   * @throws UnusableStreamException naming all that are not
   */
  public static void requireUsable(KinesisConnection connection, Collection<String> streams) {
    AmazonKinesis kinesis =
        AWSUtil.createKinesisClient(
            connection.toProperties(),
            new ClientConfiguration()
                .withConnectionTimeout(CONNECTION_TIMEOUT_MILLIS)
                .withMaxErrorRetry(1));
    try {
      List<String> problems =
          streams.stream()
              .map(stream -> problem(kinesis, connection, stream))
              .flatMap(Optional::stream)
              .collect(Collectors.toList());
      if (!problems.isEmpty()) {
        throw new UnusableStreamException(problems);
      }
    } finally {
      kinesis.shutdown();
    }
  }

  private static Optional<String> problem(
      AmazonKinesis kinesis, KinesisConnection connection, String stream) {
    try {
      kinesis.describeStreamSummary(new DescribeStreamSummaryRequest().withStreamName(stream));
      return Optional.empty();
    } catch (ResourceNotFoundException e) {
      return Optional.of(
          "there is no Kinesis stream '"
              + stream
              + "' in "
              + connection
              + "; create it, or correct its name or aws.region");
    } catch (AmazonServiceException e) {
      if ("AccessDeniedException".equals(e.getErrorCode())) {
        return Optional.of(
            "the Kinesis stream '"
                + stream
                + "' in "
                + connection
                + " must not be described (AccessDeniedException): allow the role"
                + " kinesis:DescribeStreamSummary and what else the job needs");
      }
      LOG.warn("Kinesis does not tell whether there is a stream {}", stream, e);
      return Optional.empty();
    } catch (SdkClientException e) {
      LOG.warn("Kinesis cannot be asked for the stream {} from here", stream, e);
      return Optional.empty();
    }
  }
}
