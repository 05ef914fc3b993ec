package org.xraystream.teststack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.messages.Item;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.xraystream.events.ObjectReference;
import org.xraystream.service.ObjectAlteredException;
import org.xraystream.service.ObjectMissingException;
import org.xraystream.service.ObjectStore;
import org.xraystream.service.ObjectStoreException;
import org.xraystream.service.ObjectStoreSettings;
import org.xraystream.service.Settings;
import org.xraystream.stack.ObjectStoreEndpoint;

/** What the services rely on in an object store: it holds for the embedded one and for MinIO. */
@ParameterizedClass
@EnumSource(ServerKind.class)
final class ObjectStoreIT {
    private static final String BUCKET = "contract";
    private static final String PNG = "image/png";
    private static final int LARGE = 20 << 20;

    @TempDir
    static Path folder;

    private static TestServers servers;
    private static ObjectStore store;

    private String prefix;

    ObjectStoreIT(ServerKind kind) {
        assertThat(kind).isNotNull();
    }

    @BeforeParameterizedClassInvocation
    static void start(ServerKind kind) throws Exception {
        servers = TestServers.start(kind, folder.resolve("servers"), Server.OBJECT_STORE);
        store = connect(Map.of());
        store.ensureBucket(BUCKET);
    }

    @AfterParameterizedClassInvocation
    static void stop() throws Exception {
        store.close();
        servers.close();
    }

    private static ObjectStore connect(Map<String, String> otherwise) {
        Map<String, String> own = new HashMap<>(servers.settings());
        own.putAll(otherwise);
        return ObjectStore.connect(ObjectStoreSettings.from(
                Settings.load(Optional.empty(), Map.of()).with(own)));
    }

    @BeforeEach
    void useKeysOfItsOwn(TestInfo test) {
        prefix = test.getTestMethod().orElseThrow().getName() + "/";
    }

    @Test
    void whatIsStoredIsFound() throws Exception {
        ObjectReference stored = put("2026/11/film 1+2=3.png", "pixels");

        assertThat(stored.getSize()).isEqualTo(6L);
        assertThat(stored.getSha256()).isEqualTo(DigestUtils.sha256Hex("pixels"));
        assertThat(store.get(stored)).asString(UTF_8).isEqualTo("pixels");
    }

    @Test
    void anEmptyObjectIsAnObject() throws Exception {
        assertThat(store.get(put("empty", ""))).isEmpty();
    }

    @Test
    void anObjectThatIsNotThereIsMissing() {
        assertThatThrownBy(() -> store.get(reference(BUCKET, "none", "")))
                .isInstanceOf(ObjectMissingException.class)
                .hasMessageContaining("none");
        assertThatThrownBy(() -> store.get(reference("no-such-bucket", "none", "")))
                .isInstanceOf(ObjectMissingException.class);
    }

    @Test
    void theLastOfTwoIsKept() throws Exception {
        ObjectReference first = put("film", "first");
        ObjectReference second = put("film", "second, and longer");

        assertThat(store.get(second)).asString(UTF_8).isEqualTo("second, and longer");
        assertThatThrownBy(() -> store.get(first)).isInstanceOf(ObjectAlteredException.class);
    }

    @Test
    void anObjectCarriesItsMediaTypeAndItsChecksum() throws Exception {
        ObjectReference stored = put("film", "pixels");

        try (MinioClient client = client()) {
            StatObjectResponse described = client.statObject(StatObjectArgs.builder()
                    .bucket(BUCKET)
                    .object(stored.getKey())
                    .build());
            assertThat(described.contentType()).isEqualTo(PNG);
            assertThat(described.size()).isEqualTo(6);
            assertThat(described.userMetadata().getFirst("sha256")).isEqualTo(stored.getSha256());
        }
    }

    @Test
    void aLargeObjectIsStoredWhole() throws Exception {
        byte[] bytes = new byte[LARGE];
        new Random(1).nextBytes(bytes);

        ObjectReference stored = store.put(BUCKET, prefix + "large", bytes, "application/dicom");

        assertThat(store.get(stored)).isEqualTo(bytes);
    }

    @Test
    void objectsAreListedByPrefixInOrder() throws Exception {
        for (String name : List.of("b/2", "a/1", "a/3", "a/2")) {
            put(name, "pixels");
        }

        List<String> found = new ArrayList<>();
        try (MinioClient client = client()) {
            for (Result<Item> item : client.listObjects(ListObjectsArgs.builder()
                    .bucket(BUCKET)
                    .prefix(prefix + "a/")
                    .recursive(true)
                    .build())) {
                found.add(item.get().objectName());
            }
        }
        assertThat(found).containsExactly(prefix + "a/1", prefix + "a/2", prefix + "a/3");
    }

    @Test
    void ofWritersAtTheSameTimeOneWinsWhole() throws Exception {
        List<ObjectReference> written = IntStream.range(0, 8)
                .parallel()
                .mapToObj(writer -> {
                    try {
                        return put("film", Integer.toString(writer).repeat(300_000));
                    } catch (ObjectStoreException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();

        assertThat(written).filteredOn(ObjectStoreIT::isFoundWhole).hasSize(1);
    }

    @Test
    void aBucketMayBeAskedForTwice() throws Exception {
        store.ensureBucket(BUCKET);

        store.check();
    }

    @Test
    void aWrongSecretIsRefused() throws Exception {
        ObjectReference stored = put("film", "pixels");

        try (ObjectStore stranger = connect(Map.of("object-store.secret-key", "not the secret"))) {
            assertThatThrownBy(() -> stranger.get(stored)).isInstanceOf(ObjectStoreException.class);
            assertThatThrownBy(() -> stranger.put(BUCKET, prefix + "other", new byte[1], PNG))
                    .isInstanceOf(ObjectStoreException.class);
            assertThatThrownBy(stranger::check).isNotNull();
        }
        assertThatThrownBy(() -> store.get(reference(BUCKET, prefix + "other", "")))
                .isInstanceOf(ObjectMissingException.class);
    }

    @Test
    void anUnknownAccessKeyIsRefused() throws Exception {
        ObjectReference stored = put("film", "pixels");

        try (ObjectStore stranger = connect(Map.of("object-store.access-key", "stranger"))) {
            assertThatThrownBy(() -> stranger.get(stored)).isInstanceOf(ObjectStoreException.class);
        }
    }

    private ObjectReference put(String name, String content) throws ObjectStoreException {
        return store.put(BUCKET, prefix + name, content.getBytes(UTF_8), PNG);
    }

    private static ObjectReference reference(String bucket, String key, String content) {
        return new ObjectReference(bucket, key, (long) content.length(), DigestUtils.sha256Hex(content));
    }

    private static boolean isFoundWhole(ObjectReference reference) {
        try {
            return store.get(reference).length == reference.getSize();
        } catch (ObjectAlteredException e) {
            return false;
        } catch (ObjectMissingException | ObjectStoreException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MinioClient client() {
        ObjectStoreEndpoint endpoint = servers.endpoints().objectStore();
        return MinioClient.builder()
                .endpoint(endpoint.url().toString())
                .region(endpoint.region())
                .credentials(endpoint.accessKey(), endpoint.secretKey())
                .build();
    }
}
