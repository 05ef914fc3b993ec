package org.xraystream.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A model as it is stored and handed on: a directory, or a zip, with {@value #MANIFEST} and {@value #WEIGHTS}. Reading
 * one checks that the weights are those that the manifest names. Immutable and thread-safe.
 */
public final class ModelPackage {
    public static final String MANIFEST = "manifest.json";
    public static final String WEIGHTS = "model.safetensors";

    /** Unpacked; a hundred times the release. */
    private static final long MOST_ZIPPED_BYTES = 1L << 30;

    private static final String RELEASE = "/org/xraystream/model/release/";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    private final Manifest manifest;
    private final byte[] weights;

    /**
     * A package of a manifest and the weights that it names; the array is taken over without copying it.
     *
     * @throws ModelPackageException if the SHA-256 of the weights is not that of the manifest
     */
    public ModelPackage(Manifest manifest, byte[] weights) throws ModelPackageException {
        String actual = DigestUtils.sha256Hex(weights);
        if (!actual.equals(manifest.weightsSha256())) {
            throw new ModelPackageException("The weights of model " + manifest.id() + " " + manifest.version()
                    + " are not those of its manifest: SHA-256 " + actual + " instead of " + manifest.weightsSha256()
                    + "; copy the package again.");
        }
        this.manifest = manifest;
        this.weights = weights;
    }

    /**
     * Reads a package from a directory.
     *
     * @throws ModelPackageException if a file is missing or unreadable, or does not fit the other
     */
    public static ModelPackage read(Path directory) throws ModelPackageException {
        return read(directory.toString(), name -> {
            Path file = directory.resolve(name);
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        });
    }

    /**
     * Reads a package from a zip, as {@link #zip} makes it.
     *
     * @param place where it comes from, for messages
     * @throws ModelPackageException if it is no zip of a package, a file is missing or damaged, or does not fit the
     *     other
     */
    public static ModelPackage unzip(String place, byte[] zip) throws ModelPackageException {
        Map<String, byte[]> files;
        try {
            files = PackageZip.files(zip, MOST_ZIPPED_BYTES);
        } catch (IOException e) {
            throw new ModelPackageException(
                    "The model package " + place + " is no zip that can be read: " + e.getMessage() + ".", e);
        }
        return read(place, name -> Optional.ofNullable(files.get(name)));
    }

    /** The released model that is shipped with this module: the default where no package is named. */
    public static ModelPackage release() throws ModelPackageException {
        return read("the released model", name -> {
            try (InputStream resource = ModelPackage.class.getResourceAsStream(RELEASE + name)) {
                return resource == null ? Optional.empty() : Optional.of(resource.readAllBytes());
            }
        });
    }

    /**
     * Writes the package, each file at once and the manifest last, so that a reader never meets half a file, nor a
     * manifest without its weights. Where a write is cut off over an older package, that one's manifest refuses the new
     * weights.
     */
    public void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        replace(directory.resolve(WEIGHTS), weights);
        replace(directory.resolve(MANIFEST), JSON.writeValueAsBytes(manifest));
    }

    /** The package as one object: a zip, the same bytes for the same package. */
    public byte[] zip() throws IOException {
        return PackageZip.of(new TreeMap<>(Map.of(MANIFEST, JSON.writeValueAsBytes(manifest), WEIGHTS, weights)));
    }

    private static void replace(Path file, byte[] content) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        try {
            Files.write(unfinished, content);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    public Manifest manifest() {
        return manifest;
    }

    /** The weights themselves, not a copy. */
    public byte[] weights() {
        return weights;
    }

    private interface Source {
        Optional<byte[]> read(String name) throws IOException;
    }

    private static ModelPackage read(String place, Source source) throws ModelPackageException {
        return new ModelPackage(parse(place, file(place, source, MANIFEST)), file(place, source, WEIGHTS));
    }

    private static byte[] file(String place, Source source, String name) throws ModelPackageException {
        try {
            return source.read(name)
                    .orElseThrow(() -> new ModelPackageException(
                            "The model package " + place + " has no " + name + "; name one that has."));
        } catch (IOException e) {
            throw new ModelPackageException(
                    "The file " + name + " of the model package " + place + " cannot be read: " + e.getMessage() + ".",
                    e);
        }
    }

    private static Manifest parse(String place, byte[] json) throws ModelPackageException {
        try {
            JsonNode tree = JSON.readTree(json);
            int formatVersion = tree.path("formatVersion").asInt();
            if (formatVersion != Manifest.FORMAT_VERSION) {
                throw new ModelPackageException("The model package " + place + " has format version " + formatVersion
                        + "; this program reads version " + Manifest.FORMAT_VERSION + ".");
            }
            return JSON.treeToValue(tree, Manifest.class);
        } catch (JsonProcessingException e) {
            throw new ModelPackageException(
                    "The manifest of the model package " + place + " is not valid: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new ModelPackageException("The manifest of the model package " + place + " cannot be read.", e);
        }
    }
}
