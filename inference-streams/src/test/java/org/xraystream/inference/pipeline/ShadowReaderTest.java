package org.xraystream.inference.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xraystream.events.DiagnosisMade;
import org.xraystream.events.Priority;
import org.xraystream.imaging.GreyImage;
import org.xraystream.model.net.Precision;

final class ShadowReaderTest {
    private static final int BATCH = 4;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final List<DiagnosisMade> diagnoses = new CopyOnWriteArrayList<>();
    private final List<Throwable> fatal = new CopyOnWriteArrayList<>();
    private final ShadowReader shadow = ShadowReader.start(
            new ShadowSettings(100, BATCH, EnumSet.allOf(Precision.class)), diagnoses::add, metrics, fatal::add);

    @AfterEach
    void stop() throws InterruptedException {
        shadow.close();
        assertThat(fatal).isEmpty();
    }

    @Test
    void withoutAShadowNothingIsDone() {
        show(1);

        assertThat(metrics.find("inference.shadow.images").counters())
                .extracting(Counter::count)
                .containsOnly(0.0);
    }

    @Test
    void eachDiagnosisNamesTheShadow() {
        install(ScriptedModel.free("2"));
        show(51);

        await().until(() -> diagnoses.size() == 1);
        assertThat(diagnoses.get(0).getImageId()).isEqualTo("image-51");
        assertThat(diagnoses.get(0).getModel().getVersion()).isEqualTo("2");
        assertThat(diagnoses.get(0).getProbability()).isEqualTo(0.2f);
        await().until(() -> count("diagnosed") == 1);
    }

    @Test
    void whatItHasNoTimeForIsSkippedAndNobodyWaits() {
        ScriptedModel slow = ScriptedModel.blocked("2");
        install(slow);
        show(0);
        await().until(() -> slow.batches().size() == 1);

        for (int level = 1; level <= 10; level++) {
            show(level);
        }

        assertThat(count("skipped")).as("one batch waits").isEqualTo(10 - BATCH);
        slow.allow(10);
        await().until(() -> count("diagnosed") == 1 + BATCH);
        assertThat(slow.batchSizes()).containsExactly(1, BATCH);
    }

    @Test
    void itLeavesTheDeviceToTheChampionUntilItsShareIsKept() {
        assertThat(new ShadowSettings(25, 1, Set.of()).pauseAfter(Duration.ofMillis(40)))
                .isEqualTo(Duration.ofMillis(120));
        assertThat(new ShadowSettings(100, 1, Set.of()).pauseAfter(Duration.ofMillis(40)))
                .isZero();
    }

    @Test
    void aFormerShadowReadsWhatItHasPreparedAndIsClosed() {
        ScriptedModel former = ScriptedModel.blocked("2");
        install(former);
        show(0);
        await().until(() -> former.batches().size() == 1);
        show(1);

        install(ScriptedModel.free("3"));
        show(2);
        assertThat(former.isClosed()).isFalse();
        former.allow(10);

        await().until(() -> diagnoses.size() == 3);
        assertThat(diagnoses)
                .extracting(diagnosis -> diagnosis.getModel().getVersion())
                .containsExactly("2", "2", "3");
        await().until(former::isClosed);
    }

    @Test
    void afterTheLastShadowNothingIsRead() {
        ScriptedModel last = ScriptedModel.free("2");
        install(last);
        shadow.clear();
        show(1);

        assertThat(last.isClosed()).isTrue();
        assertThat(metrics.find("inference.shadow.images").counters())
                .extracting(Counter::count)
                .containsOnly(0.0);
    }

    @Test
    void aShadowThatFailsGoesOnWithTheNextFilm() {
        ScriptedModel failing = ScriptedModel.free("2");
        failing.failWhen(levels -> {
            if (levels.contains(13)) {
                throw new IllegalStateException("it cannot read 13");
            }
        });
        install(failing);
        show(13);
        await().until(() -> count("failed") == 1);
        show(14);

        await().until(() -> diagnoses.size() == 1);
    }

    private void install(ScriptedModel model) {
        shadow.replaceBy(Optional.of(model.model()));
    }

    private void show(int level) {
        float[] pixels = new float[4];
        Arrays.fill(pixels, level / 255f);
        String imageId = "image-" + level;
        shadow.onFilm(Films.event(imageId, String.valueOf(level), Priority.ROUTINE), new GreyImage(2, 2, pixels));
    }

    private double count(String outcome) {
        return metrics.find("inference.shadow.images").tag("outcome", outcome).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }
}
