package io.prescale.training.storage;

import java.io.IOException;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * S3 clients as the environment says: credentials and region of the SDK's standard chains, another
 * endpoint where {@code AWS_ENDPOINT_URL_S3} or {@code AWS_ENDPOINT_URL} names one.
 */
public final class S3Clients {
  private S3Clients() {}

  /**
   * A client; the caller closes it.
   *
   * @param address what error messages name
   * @throws IOException if the environment lacks something, such as a region
   */
  public static S3Client create(String address) throws IOException {
    try {
      S3Client client = builder().crossRegionAccessEnabled(true).build();
      if (client.serviceClientConfiguration().endpointOverride().isEmpty()) {
        return client;
      }
      // What stands in for S3 rarely has a host name for each bucket, or several regions.
      client.close();
      return builder().forcePathStyle(true).build();
    } catch (SdkException e) {
      throw S3Failures.explain(address, e);
    }
  }

  private static S3ClientBuilder builder() {
    return S3Client.builder()
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
  }
}
