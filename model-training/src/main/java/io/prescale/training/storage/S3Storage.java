package io.prescale.training.storage;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Objects below a prefix of an S3 bucket. */
public final class S3Storage implements Storage {
  private final S3Client client;
  private final S3Address address;

  /**
   * @param client closed together with this
   * @param address bucket and prefix
   */
  public S3Storage(S3Client client, S3Address address) {
    this.client = client;
    this.address = address;
  }

  @Override
  public String location() {
    return address.toString();
  }

  /** Page by page; what consoles put in place of a folder, an object called like it, is skipped. */
  @Override
  public List<String> list(String folder) throws IOException {
    String prefix = address.key().isEmpty() ? "" : address.key() + "/";
    return S3Failures.calling(
        location(),
        () ->
            client
                .listObjectsV2Paginator(
                    request -> request.bucket(address.bucket()).prefix(prefix + folder))
                .contents()
                .stream()
                .map(S3Object::key)
                .filter(key -> !key.endsWith("/"))
                .map(key -> key.substring(prefix.length()))
                .sorted()
                .toList());
  }

  /**
   * Whether the address is that of an object, and not only of what lies below it.
   *
   * @throws IOException if the bucket cannot be read
   */
  boolean isObject() throws IOException {
    // Of all keys that begin with the address, the address itself would be the first.
    return !address.key().isEmpty()
        && S3Failures.calling(
            location(),
            () ->
                client
                    .listObjectsV2(
                        request ->
                            request.bucket(address.bucket()).prefix(address.key()).maxKeys(1))
                    .contents()
                    .stream()
                    .anyMatch(found -> found.key().equals(address.key())));
  }

  @Override
  public InputStream open(String name) throws IOException {
    return openKey(address.below(name), addressOf(name));
  }

  /** Opens the object that the address itself names. */
  InputStream openObject() throws IOException {
    return openKey(address.key(), location());
  }

  private InputStream openKey(String key, String called) throws IOException {
    return S3Failures.reading(
        called,
        S3Failures.calling(
            called, () -> client.getObject(request -> request.bucket(address.bucket()).key(key))));
  }

  @Override
  public byte[] read(String name, long offset, int length) throws IOException {
    String range = "bytes=" + offset + "-" + (offset + length - 1);
    return S3Failures.calling(
        addressOf(name),
        () ->
            client
                .getObjectAsBytes(
                    request ->
                        request.bucket(address.bucket()).key(address.below(name)).range(range))
                .asByteArray());
  }

  @Override
  public void put(String name, byte[] content) throws IOException {
    S3Failures.calling(
        addressOf(name),
        () ->
            client.putObject(
                request -> request.bucket(address.bucket()).key(address.below(name)),
                RequestBody.fromBytes(content)));
  }

  @Override
  public void close() {
    client.close();
  }
}
