package org.xraystream.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xraystream.model.Reference.Bins;

final class ReferenceTest {
    @TempDir
    private Path folder;

    @Test
    void binsHoldAboutEquallyManyValues() {
        Bins bins = Bins.ofQuantiles(IntStream.range(0, 1005).asDoubleStream().toArray(), 10)
                .orElseThrow();

        assertThat(bins.edges()).hasSize(9);
        assertThat(bins.counts()).hasSize(10).allMatch(count -> count == 100 || count == 101);
        assertThat(bins.of(-1)).isZero();
        assertThat(bins.of(bins.edges().get(0))).isEqualTo(1);
        assertThat(bins.of(1e9)).isEqualTo(9);
    }

    @Test
    void equalValuesShareABin() {
        double[] values = new double[100];
        for (int i = 60; i < 100; i++) {
            values[i] = i;
        }

        Bins bins = Bins.ofQuantiles(values, 10).orElseThrow();

        assertThat(bins.counts()).containsExactly(60L, 10L, 10L, 10L, 10L);
    }

    @Test
    void whatNeverVariesIsNoReference() {
        List<Map<String, Double>> films = IntStream.range(0, 50)
                .mapToObj(i -> Map.of("meanGrey", i / 50.0, "aspectRatio", 1.0))
                .toList();

        assertThat(Reference.of("square films", films).statistics()).containsOnlyKeys("meanGrey");
    }

    @Test
    void edgesThatDoNotAscendAreRefused() {
        assertThatThrownBy(() -> new Bins(List.of(2.0, 1.0), List.of(1L, 1L, 1L)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ascending");
    }

    @Test
    void aPackageKeepsItsReference() throws ModelPackageException, IOException {
        ModelPackage model = TestModels.model();
        Reference reference = Reference.of(
                "films", List.of(Map.of("contrast", 0.1), Map.of("contrast", 0.2), Map.of("contrast", 0.3)));

        new ModelPackage(model.manifest().with(reference), model.weights()).write(folder);

        assertThat(ModelPackage.read(folder).manifest().reference()).isEqualTo(reference);
        assertThat(ModelPackage.read(folder).manifest().identity())
                .isEqualTo(model.manifest().identity());
    }

    @Test
    void aPackageFromBeforeThereWereReferencesIsRead() throws ModelPackageException, IOException {
        TestModels.model().write(folder);
        JsonMapper json = new JsonMapper();
        Path manifest = folder.resolve(ModelPackage.MANIFEST);
        ObjectNode tree = (ObjectNode) json.readTree(manifest.toFile());
        tree.remove("reference");
        Files.write(manifest, json.writeValueAsBytes(tree));

        assertThat(ModelPackage.read(folder).manifest().reference()).isEqualTo(Reference.none());
    }
}
