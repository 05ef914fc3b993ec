package org.xraystream.service;

import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.apache.commons.codec.digest.DigestUtils;
import org.xraystream.events.ObjectReference;

/**
 * The object store through the MinIO SDK, for objects that fit in memory. Whole byte arrays go in and come out, so that
 * a request can be repeated safely (minio-java #924: a half-read stream was retried). The SHA-256 travels as user
 * metadata and is checked on reading. Thread-safe.
 */
public final class ObjectStore implements Dependency, AutoCloseable {
    private static final Set<String> MISSING = Set.of("NoSuchKey", "NoSuchBucket", "NoSuchObject");

    private final MinioClient client;
    private final String anyBucket;

    private ObjectStore(MinioClient client, String anyBucket) {
        this.client = client;
        this.anyBucket = anyBucket;
    }

    /** Connects; nothing is sent yet. */
    public static ObjectStore connect(ObjectStoreSettings settings) {
        OkHttpClient http = new OkHttpClient.Builder()
                .connectTimeout(settings.connectTimeout())
                .callTimeout(settings.requestTimeout())
                .addNetworkInterceptor(ObjectStore::withoutDelay)
                .build();
        MinioClient client = MinioClient.builder()
                .endpoint(settings.endpoint().toString())
                .credentials(settings.accessKey(), settings.secretKey())
                .region(settings.region())
                .httpClient(http, true)
                .build();
        return new ObjectStore(client, settings.imagesBucket());
    }

    /**
     * Sends the end of a request at once. With Nagle's algorithm, which OkHttp leaves on, it waits until the store has
     * acknowledged what came before, and stores delay that by 40 ms: every fourth image did.
     */
    private static Response withoutDelay(Interceptor.Chain chain) throws IOException {
        chain.connection().socket().setTcpNoDelay(true);
        return chain.proceed(chain.request());
    }

    /**
     * Makes a bucket if it is missing.
     *
     * @throws ObjectStoreException if the store is away or refuses
     */
    public void ensureBucket(String bucket) throws ObjectStoreException {
        try {
            if (!send(() -> client.bucketExists(
                    BucketExistsArgs.builder().bucket(bucket).build()))) {
                send(() -> {
                    client.makeBucket(MakeBucketArgs.builder().bucket(bucket).build());
                    return null;
                });
            }
        } catch (IOException | MinioException e) {
            if (!code(e).startsWith("BucketAlready")) { // another service was faster
                throw failed("make the bucket " + bucket, e);
            }
        }
    }

    /**
     * Stores bytes; an object of the same key is replaced.
     *
     * @throws ObjectStoreException if the store is away or refuses: nothing may be assumed of the object then
     */
    public ObjectReference put(String bucket, String key, byte[] bytes, String mediaType) throws ObjectStoreException {
        String sha256 = DigestUtils.sha256Hex(bytes);
        try {
            send(() -> client.putObject(PutObjectArgs.builder()
                    .bucket(bucket)
                    .object(key)
                    .data(bytes, bytes.length)
                    .contentType(mediaType)
                    .userMetadata(Map.of("sha256", sha256))
                    .build()));
            return new ObjectReference(bucket, key, (long) bytes.length, sha256);
        } catch (IOException | MinioException e) {
            throw failed("store " + bucket + "/" + key, e);
        }
    }

    /**
     * Reads an object whole.
     *
     * @throws ObjectMissingException if there is no such object
     * @throws ObjectAlteredException if its bytes are not those that the reference promises
     * @throws ObjectStoreException if the store is away or refuses
     */
    public byte[] get(ObjectReference reference)
            throws ObjectMissingException, ObjectAlteredException, ObjectStoreException {
        String name = reference.getBucket() + "/" + reference.getKey();
        byte[] bytes;
        try (InputStream in = send(() -> client.getObject(GetObjectArgs.builder()
                .bucket(reference.getBucket())
                .object(reference.getKey())
                .build()))) {
            bytes = in.readAllBytes();
        } catch (IOException | MinioException e) {
            if (MISSING.contains(code(e))) {
                throw new ObjectMissingException("The object " + name + " does not exist.");
            }
            throw failed("read " + name, e);
        }
        if (!DigestUtils.sha256Hex(bytes).equals(reference.getSha256())) {
            throw new ObjectAlteredException("The object " + name + " is not what its event promises: " + bytes.length
                    + " bytes whose SHA-256 differs, instead of " + reference.getSize() + ".");
        }
        return bytes;
    }

    @Override
    public String name() {
        return "object-store";
    }

    @Override
    public void check() throws IOException, MinioException {
        send(() ->
                client.bucketExists(BucketExistsArgs.builder().bucket(anyBucket).build()));
    }

    private interface Request<T> {
        T send() throws MinioException;
    }

    /**
     * The SDK wraps a network failure, or an answer that it can't make out, in an IllegalStateException; here it is the
     * store's failure again, lest it be taken for the image's.
     */
    private static <T> T send(Request<T> request) throws IOException, MinioException {
        try {
            return request.send();
        } catch (IllegalStateException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getMessage(), e);
        }
    }

    /** The code of S3's error response, or nothing if there was no response. */
    private static String code(Exception e) {
        return e instanceof ErrorResponseException response
                ? response.errorResponse().code()
                : "";
    }

    private static ObjectStoreException failed(String what, Exception cause) {
        return new ObjectStoreException("The object store could not " + what + ": " + cause.getMessage(), cause);
    }

    @Override
    public void close() throws ObjectStoreException {
        try {
            client.close();
        } catch (Exception e) {
            throw failed("be closed", e);
        }
    }
}
