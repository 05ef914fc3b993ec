package org.xraystream.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A model as it is stored and handed on: a directory, or a zip, with {@value #MANIFEST} and {@value #WEIGHTS}, and
 * maybe further files that say more of the model, such as the report of its gate. Reading one checks that the weights
 * are those that the manifest names; further files do not change which model it is. Immutable and thread-safe.
 */
public final class ModelPackage {
    public static final String MANIFEST = "manifest.json";
    public static final String WEIGHTS = "model.safetensors";

    /** Unpacked; a hundred times the release. */
    private static final long MOST_ZIPPED_BYTES = 1L << 30;

    private static final String REFERENCE = "reference";
    private static final String RELEASE = "/org/xraystream/model/release/";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    private final Manifest manifest;
    private final byte[] weights;
    private final SortedMap<String, byte[]> files;

    /**
     * A package of a manifest and the weights that it names; the array is taken over without copying it.
     *
     * @throws ModelPackageException if the SHA-256 of the weights is not that of the manifest
     */
    public ModelPackage(Manifest manifest, byte[] weights) throws ModelPackageException {
        this(manifest, weights, Map.of());
    }

    private ModelPackage(Manifest manifest, byte[] weights, Map<String, byte[]> files) throws ModelPackageException {
        String actual = DigestUtils.sha256Hex(weights);
        if (!actual.equals(manifest.weightsSha256())) {
            throw new ModelPackageException("The weights of model " + manifest.id() + " " + manifest.version()
                    + " are not those of its manifest: SHA-256 " + actual + " instead of " + manifest.weightsSha256()
                    + "; copy the package again.");
        }
        this.manifest = manifest;
        this.weights = weights;
        this.files = PackageFiles.checked(files);
    }

    private ModelPackage(ModelPackage model, SortedMap<String, byte[]> files) {
        this.manifest = model.manifest;
        this.weights = model.weights;
        this.files = files;
    }

    /**
     * The same model with further files, or with others in the place of those of the same names; the arrays are taken
     * over without copying them.
     *
     * @param added by plain file name: letters, digits, dots, dashes and underscores
     * @throws IllegalArgumentException if no package can have such a file, or so much of it
     */
    public ModelPackage with(Map<String, byte[]> added) {
        Map<String, byte[]> all = new HashMap<>(files);
        all.putAll(added);
        return new ModelPackage(this, PackageFiles.checked(all));
    }

    /**
     * Reads a package from a directory.
     *
     * @throws ModelPackageException if a file is missing or unreadable, or does not fit the other
     */
    public static ModelPackage read(Path directory) throws ModelPackageException {
        String place = directory.toString();
        ModelPackage model = read(place, name -> {
            Path file = directory.resolve(name);
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        });
        try {
            return model.with(PackageFiles.read(directory));
        } catch (IOException e) {
            throw new ModelPackageException(
                    "The further files of the model package " + place + " cannot be read: " + e.getMessage() + ".", e);
        }
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
        ModelPackage model = read(place, name -> Optional.ofNullable(files.get(name)));
        try {
            return model.with(PackageFiles.ofZip(files));
        } catch (IllegalArgumentException e) {
            throw new ModelPackageException("The model package " + place + " is refused: " + e.getMessage(), e);
        }
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
     * weights; further files of the older one are removed.
     */
    public void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        PackageFiles.removeOthers(directory, files);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path place = directory.resolve(PackageFiles.entry(file.getKey()));
            Files.createDirectories(place.getParent());
            replace(place, file.getValue());
        }
        replace(directory.resolve(WEIGHTS), weights);
        replace(directory.resolve(MANIFEST), JSON.writeValueAsBytes(manifest));
    }

    /** The package as one object: a zip, the same bytes for the same package. */
    public byte[] zip() throws IOException {
        Map<String, byte[]> entries =
                new TreeMap<>(Map.of(MANIFEST, JSON.writeValueAsBytes(manifest), WEIGHTS, weights));
        files.forEach((name, content) -> entries.put(PackageFiles.entry(name), content));
        return PackageZip.of(entries);
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

    /** The further files by name, in order; the arrays themselves, not copies. None of the released model's. */
    public SortedMap<String, byte[]> files() {
        return files;
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
            return JSON.treeToValue(withReference(tree), Manifest.class);
        } catch (JsonProcessingException e) {
            throw new ModelPackageException(
                    "The manifest of the model package " + place + " is not valid: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new ModelPackageException("The manifest of the model package " + place + " cannot be read.", e);
        }
    }

    /** Packages from before there were references have none. */
    private static JsonNode withReference(JsonNode manifest) {
        return manifest instanceof ObjectNode object && !object.has(REFERENCE)
                ? object.set(REFERENCE, JSON.valueToTree(Reference.none()))
                : manifest;
    }
}
