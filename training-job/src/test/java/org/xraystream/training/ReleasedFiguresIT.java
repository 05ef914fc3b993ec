package org.xraystream.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xraystream.command.CommandException;
import org.xraystream.model.Classifier;
import org.xraystream.model.Manifest;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;
import org.xraystream.model.net.Precision;
import org.xraystream.training.data.LabelledFile;
import org.xraystream.training.data.RadiographFolder;
import org.xraystream.training.metrics.Evaluation;

/** The figures of the model card are those of the released weights: files in, by the path that services use. */
final class ReleasedFiguresIT {
    private static final Path DATA = Path.of("../../shared/data/chest_xray");
    private static final Path RELEASE = Path.of("../models/release");

    @Test
    void theHeldOutFilmsGiveTheFiguresOfTheManifest() throws IOException, ModelPackageException, CommandException {
        JsonNode claimed = ModelPackage.read(RELEASE).manifest().metrics().get("heldOut");
        Evaluation found = heldOutFigures(Precision.FLOAT32);
        assertThat(found.n()).isEqualTo(claimed.get("n").asInt());
        assertThat(found.auroc()).isCloseTo(claimed.get("auroc").asDouble(), within(1e-3));
        assertThat(found.sensitivity()).isCloseTo(claimed.get("sensitivity").asDouble(), within(0.005));
        assertThat(found.specificity()).isCloseTo(claimed.get("specificity").asDouble(), within(0.01));
        assertThat(found.nll()).isCloseTo(claimed.get("nll").asDouble(), within(1e-3));
    }

    @ParameterizedTest
    @EnumSource(
            value = Precision.class,
            names = {"BFLOAT16", "INT8"})
    void inFewerBitsTheAreaHoldsAsTheManifestSays(Precision precision)
            throws IOException, ModelPackageException, CommandException {
        Manifest manifest = ModelPackage.read(RELEASE).manifest();
        Evaluation found = heldOutFigures(precision);
        double claimed = manifest.metrics().get("heldOut").get("auroc").asDouble();
        assertThat(found.auroc()).isCloseTo(claimed, within(1e-3));
    }

    private static Evaluation heldOutFigures(Precision precision)
            throws IOException, ModelPackageException, CommandException {
        assumeTrue(Files.isDirectory(DATA), "skipped: the films that the model was trained on are not in " + DATA);
        ModelPackage release = ModelPackage.read(RELEASE);
        try (Classifier classifier = Classifier.load(release, EnumSet.of(precision))) {
            return new FolderEvaluation(classifier, DATA)
                    .run(heldOut(), () -> {})
                    .evaluation();
        } catch (ModelPackageException e) {
            assumeTrue(precision == Precision.FLOAT32, "skipped: this processor has not " + precision);
            throw e;
        }
    }

    private static List<LabelledFile> heldOut() throws IOException {
        Set<String> names = new HashSet<>();
        new ObjectMapper()
                .readTree(RELEASE.resolve("split.json").toFile())
                .get("heldOut")
                .forEach(name -> names.add(name.asText()));
        List<LabelledFile> files = new ArrayList<>(RadiographFolder.list(DATA.resolve("train")));
        files.addAll(RadiographFolder.list(DATA.resolve("val")));
        return files.stream()
                .filter(file -> names.contains(file.path().getFileName().toString()))
                .toList();
    }
}
