package org.xraystream.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xraystream.model.net.ActivationFunction;
import org.xraystream.model.net.InputRanges;
import org.xraystream.model.net.Precision;
import org.xraystream.model.net.ResidualCnn;

final class ModelPackageTest {
    @TempDir
    Path folder;

    @BeforeEach
    void write() throws ModelPackageException, IOException {
        TestModels.model().write(folder);
    }

    @Test
    void whatIsWrittenIsRead() throws ModelPackageException {
        ModelPackage written = TestModels.model();
        ModelPackage read = ModelPackage.read(folder);
        assertThat(read.manifest()).isEqualTo(written.manifest());
        assertThat(read.weights()).isEqualTo(written.weights());
    }

    @Test
    void theReleasedModelIsWhole() throws ModelPackageException {
        ModelPackage release = ModelPackage.release();
        assertThat(release.manifest().intendedUse()).contains("Not for diagnostic use");
        try (Classifier classifier = Classifier.load(release)) {
            assertThat(classifier.identity()).isEqualTo(release.manifest().identity());
            assertThat(classifier.classify(List.of(TestModels.film(224, 224, 1))))
                    .hasSize(1);
        }
    }

    @Test
    void onlyWhatWasMeasuredIsAllowed() throws ModelPackageException {
        Manifest manifest = TestModels.model().manifest();
        assertThat(manifest.precisions()).containsExactly(Precision.FLOAT32);
        ObjectNode metrics = JsonNodeFactory.instance.objectNode();
        metrics.putObject(Manifest.PRECISIONS).putObject("BFLOAT16").put("allowed", true);
        assertThat(manifest.with(manifest.weightsSha256(), metrics).precisions())
                .containsExactly(Precision.FLOAT32, Precision.BFLOAT16);
    }

    @Test
    void theRangesOf8BitsAreInTheManifest() throws ModelPackageException {
        Manifest manifest = TestModels.model().manifest();
        assertThat(manifest.inputRanges()).isEqualTo(InputRanges.NONE);
        ObjectNode metrics = JsonNodeFactory.instance.objectNode();
        metrics.putObject(Manifest.PRECISIONS)
                .putObject("INT8")
                .putArray(Manifest.RANGES)
                .addObject()
                .put("low", -0.5)
                .put("high", 2);
        assertThat(manifest.with(manifest.weightsSha256(), metrics).inputRanges())
                .isEqualTo(new InputRanges(List.of(new InputRanges.Range(-0.5f, 2))));
    }

    @Test
    void aWriteThatIsCutOffLeavesTheOlderPackageItsManifest() throws IOException {
        Path blocked = folder.resolve(ModelPackage.MANIFEST + ".unfinished");
        Files.createDirectories(blocked.resolve("full"));
        byte[] before = Files.readAllBytes(folder.resolve(ModelPackage.MANIFEST));
        assertThatIOException().isThrownBy(() -> TestModels.model().write(folder));
        assertThat(folder.resolve(ModelPackage.MANIFEST)).hasBinaryContent(before);
    }

    @Test
    void aWrittenPackageIsItsTwoFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(ModelPackage.MANIFEST, ModelPackage.WEIGHTS);
        }
    }

    @Test
    void furtherFilesAreKeptInFolderAndZipAndDoNotChangeWhichModelItIs() throws ModelPackageException, IOException {
        ModelPackage model = TestModels.model();
        ModelPackage reported = model.with(Map.of("gate.json", new byte[] {1}, "gate.html", new byte[] {2}));
        assertThat(reported.manifest().identity()).isEqualTo(model.manifest().identity());
        assertThat(model.files()).isEmpty();

        reported.write(folder);
        byte[] zip = reported.zip();
        for (ModelPackage read : List.of(ModelPackage.read(folder), ModelPackage.unzip("a zip", zip))) {
            assertThat(read.files()).containsOnlyKeys("gate.html", "gate.json");
            assertThat(read.files().get("gate.json")).containsExactly(1);
            assertThat(read.zip()).isEqualTo(zip);
        }
        assertThat(reported.with(Map.of("gate.json", new byte[] {3})).files().get("gate.json"))
                .containsExactly(3);
    }

    @Test
    void furtherFilesOfAnOlderPackageGoWithIt() throws ModelPackageException, IOException {
        TestModels.model().with(Map.of("gate.json", new byte[] {1})).write(folder);
        Path half = folder.resolve("package-files/half.json.unfinished");
        Files.write(half, new byte[] {1});
        assertThat(ModelPackage.read(folder).files()).containsOnlyKeys("gate.json");
        TestModels.model().write(folder);
        assertThat(ModelPackage.read(folder).files()).isEmpty();
    }

    @Test
    void furtherFilesHavePlainNamesAndABoundedSize() throws ModelPackageException, IOException {
        ModelPackage model = TestModels.model();
        for (String name :
                List.of("../gate.json", "/etc/passwd", "a/b", "", ".hidden", "x.unfinished", "a".repeat(101))) {
            assertThatIllegalArgumentException()
                    .as(name)
                    .isThrownBy(() -> model.with(Map.of(name, new byte[0])))
                    .withMessageContaining("'" + name + "'");
        }
        byte[] large = new byte[(32 << 20) + 1];
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.with(Map.of("large", large)))
                .withMessageContaining("bytes in all");
        Path place = Files.createDirectories(folder.resolve("package-files"));
        Files.write(place.resolve("large"), large);
        assertRefused("further files");
        assertZipRefused(zipOf("package-files/../manifest.json", new byte[0]), "'package-files/../manifest.json'");
        assertZipRefused(
                PackageZip.of(Map.of(
                        ModelPackage.MANIFEST,
                        Files.readAllBytes(folder.resolve(ModelPackage.MANIFEST)),
                        ModelPackage.WEIGHTS,
                        Files.readAllBytes(folder.resolve(ModelPackage.WEIGHTS)),
                        "package-files/x.unfinished",
                        new byte[0])),
                "is refused");
    }

    @Test
    void missingFilesAreNamed() throws IOException {
        Files.delete(folder.resolve(ModelPackage.WEIGHTS));
        assertRefused("has no " + ModelPackage.WEIGHTS);
        Files.delete(folder.resolve(ModelPackage.MANIFEST));
        assertRefused("has no manifest.json");
    }

    @Test
    void changedWeightsAreNoticed() throws IOException {
        Path weights = folder.resolve(ModelPackage.WEIGHTS);
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length / 2] ^= 1;
        Files.write(weights, bytes);
        assertRefused("are not those of its manifest");
    }

    @Test
    void whatThisVersionDoesNotKnowIsNamed() throws IOException {
        replace("\"formatVersion\" : 2", "\"formatVersion\" : 1", "has format version 1");
        replace("\"NORMAL\", \"PNEUMONIA\"", "\"PNEUMONIA\", \"NORMAL\"", "in this order");
        replace("residual-cnn", "vision-transformer", "vision-transformer");
        replace(Preprocessing.RESIZE, "nearest", "nearest");
        replace("\"threshold\" : 0.5", "\"threshold\" : 7", "threshold");
        replace("\"version\" : \"0.0.1\",", "", "version");
        replace("{", "not JSON {", "is not valid");
    }

    @Test
    void weightsOfAnotherArchitectureAreRefused() throws ModelPackageException {
        byte[] weights = TestModels.weights(new ResidualCnn(List.of(4, 6), 0.1, ActivationFunction.RELU));
        ModelPackage model = new ModelPackage(TestModels.manifest(weights), weights);
        assertThatExceptionOfType(ModelPackageException.class)
                .isThrownBy(() -> Classifier.load(model))
                .withMessageContaining("do not fit the architecture");
    }

    @Test
    void aZipHoldsTheSamePackageInTheSameBytesEachTime() throws ModelPackageException, IOException {
        ModelPackage written = TestModels.model();
        byte[] zip = written.zip();
        ModelPackage read = ModelPackage.unzip("a zip", zip);
        assertThat(read.manifest()).isEqualTo(written.manifest());
        assertThat(read.weights()).isEqualTo(written.weights());
        assertThat(read.zip()).isEqualTo(zip);
    }

    @Test
    void aZipThatIsNoPackageIsNamedWithTheReason() throws ModelPackageException, IOException {
        byte[] zip = TestModels.model().zip();
        byte[] flipped = zip.clone();
        flipped[zip.length / 2] ^= 1;
        byte[] manifest = Files.readAllBytes(folder.resolve(ModelPackage.MANIFEST));
        byte[] weights = Files.readAllBytes(folder.resolve(ModelPackage.WEIGHTS));
        byte[] otherWeights = weights.clone();
        otherWeights[weights.length / 2] ^= 1;

        assertZipRefused("no zip".getBytes(StandardCharsets.UTF_8), "m.zip has no manifest.json");
        assertZipRefused(Arrays.copyOf(zip, zip.length / 2), "is no zip that can be read");
        assertZipRefused(flipped, "is no zip that can be read");
        assertZipRefused(zipOf(ModelPackage.MANIFEST, manifest), "has no model.safetensors");
        assertZipRefused(zipOf("../" + ModelPackage.MANIFEST, manifest), "'../manifest.json'");
        assertZipRefused(zipOf("/etc/passwd", manifest), "'/etc/passwd'");
        assertZipRefused(
                PackageZip.of(Map.of(ModelPackage.MANIFEST, manifest, ModelPackage.WEIGHTS, otherWeights)),
                "are not those of its manifest");
    }

    @Test
    void aZipThatGrowsBeyondTheLimitIsRefusedBeforeItFillsTheMemory() {
        byte[] bomb = PackageZip.of(Map.of("a", new byte[3_000], "b", new byte[3_000]));
        assertThat(bomb.length).isLessThan(500);
        assertThatIOException().isThrownBy(() -> PackageZip.files(bomb, 5_999)).withMessageContaining("5999 bytes");
    }

    private static byte[] zipOf(String name, byte[] content) {
        return PackageZip.of(Map.of(name, content));
    }

    private static void assertZipRefused(byte[] zip, String complaint) {
        assertThatExceptionOfType(ModelPackageException.class)
                .isThrownBy(() -> ModelPackage.unzip("the object m.zip", zip))
                .withMessageContaining(complaint);
    }

    /** Changes the manifest, reads it, and puts it back. */
    private void replace(String original, String changed, String complaint) throws IOException {
        Path file = folder.resolve(ModelPackage.MANIFEST);
        String manifest = Files.readString(file, StandardCharsets.UTF_8);
        assertThat(manifest).contains(original);
        Files.writeString(file, manifest.replaceFirst(Pattern.quote(original), changed));
        assertRefused(complaint);
        Files.writeString(file, manifest);
    }

    private void assertRefused(String complaint) {
        assertThatExceptionOfType(ModelPackageException.class)
                .isThrownBy(() -> ModelPackage.read(folder))
                .withMessageContaining(complaint)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }
}
