package org.xraystream.training.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xraystream.events.ModelReleased;
import org.xraystream.model.Classifier;
import org.xraystream.model.Manifest;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.net.Precision;
import org.xraystream.registry.Announcement;
import org.xraystream.service.PublishException;
import org.xraystream.training.GeneratedFilms;
import org.xraystream.training.feedback.LabelWeights;
import org.xraystream.training.fit.Epoch;

/** Runs on a real broker and a real object store, cut where it hurts. */
final class RetrainIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LABELS = 60;

    @TempDir
    static Path folder;

    private static LoopOnBroker loop;

    private int before;

    @BeforeAll
    static void start() throws Exception {
        GeneratedFilms.write(folder.resolve("base"), 70, 1);
        loop = LoopOnBroker.start(folder);
        loop.announceChampion(TinyChampion.train(folder.resolve("base")));
    }

    @AfterAll
    static void stop() throws Exception {
        loop.close();
    }

    @BeforeEach
    void label() throws Exception {
        loop.publishLabels(LABELS);
        before = loop.candidates().size();
    }

    @Test
    void newLabelsMakeOneCandidateAndNoNewOnesNone() throws Exception {
        try (TrainingLease lease = lease()) {
            RetrainOutcome.Announced announced =
                    (RetrainOutcome.Announced) retraining("w").run(lease, LABELS, RetrainListener.NONE);
            RetrainOutcome again = retraining("w").run(lease, LABELS, RetrainListener.NONE);

            assertThat(announced.passed()).isTrue();
            assertThat(announced.version()).matches("0\\.2\\.0-r[0-9a-f]{8}");
            assertThat(again).isEqualTo(new RetrainOutcome.NothingNew(0, LABELS));
            ModelReleased event = only();
            assertThat(event.getModel().getVersion()).isEqualTo(announced.version());
            assertThat(event.getMetrics())
                    .containsEntry(Announcement.GATE_PASSED, 1.0)
                    .containsEntry("auroc", 0.9);
            ModelPackage candidate = loop.packages().get(event);
            assertThat(candidate.files()).containsKey("gate-report.json");
            assertThat(candidate.manifest().trainingData().source())
                    .contains("labelled blind", "0 with it in view", "generated films");
            assertThat(candidate
                            .manifest()
                            .metrics()
                            .at("/retraining/films/blind")
                            .asInt())
                    .isGreaterThan(LABELS / 2);
            assertThat(candidate.manifest().metrics().has(Manifest.PRECISIONS)).isTrue();
            Classifier.load(candidate, EnumSet.of(Precision.FLOAT32)).close();
        }
    }

    @Test
    void aRunThatIsCutAnywhereEndsInOneCandidateWhenItIsGoneOnWith() throws Exception {
        List<RetrainListener.Stage> trained = new ArrayList<>();
        for (RetrainListener cut : List.of(
                failingAfterEpoch(1),
                failingAt(RetrainListener.Stage.CHOOSING),
                failingAt(RetrainListener.Stage.STORING),
                failingAt(RetrainListener.Stage.ANNOUNCING),
                failingAt(RetrainListener.Stage.ANNOUNCED))) {
            try (TrainingLease lease = lease()) {
                assertThatThrownBy(() -> retraining("cut").run(lease, 1, cut)).hasMessage("cut");
            }
        }
        try (TrainingLease lease = lease()) {
            assertThat(retraining("cut").run(lease, 1, new RetrainListener() {
                        @Override
                        public void onStage(Stage stage, String what) {
                            trained.add(stage);
                        }
                    }))
                    .isEqualTo(new RetrainOutcome.NothingNew(0, 1));
        }
        assertThat(trained).isEmpty();
        loop.packages().get(only());
    }

    @Test
    void aSecondInstanceWaitsAndThenFindsNothingToDo() throws Exception {
        CountDownLatch training = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (TrainingLease first = lease();
                TrainingLease second = TrainingLease.join(loop.kafka())) {
            CompletableFuture<RetrainOutcome> run =
                    CompletableFuture.supplyAsync(() -> runBlocked(first, training, goOn));
            Awaitility.await().atMost(PATIENCE).until(() -> training.getCount() == 0 || run.isDone());
            assertThat(run).isNotDone();
            Awaitility.await().atMost(PATIENCE).until(() -> second.group().generationId() >= 0);
            assertThat(second.isHeld()).isFalse();
            assertThat(first.isHeld()).isTrue();
            Awaitility.await().atMost(PATIENCE).until(() -> second.holder().isPresent());
            goOn.countDown();
            assertThat(run.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isInstanceOf(RetrainOutcome.Announced.class);
            first.close();
            assertThat(second.await(PATIENCE)).isTrue();
            assertThat(retraining("second").run(second, 1, RetrainListener.NONE))
                    .isInstanceOf(RetrainOutcome.NothingNew.class);
        }
        only();
    }

    @Test
    void whoHasLostTheRightAnnouncesNothingAndWhoHasItNowDoes() throws Exception {
        try (TrainingLease lost = lease()) {
            RetrainListener losing = new RetrainListener() {
                @Override
                public void onStage(Stage stage, String what) {
                    if (stage == Stage.ANNOUNCING) {
                        lost.close();
                    }
                }
            };
            assertThatThrownBy(() -> retraining("lost").run(lost, 1, losing)).isInstanceOf(PublishException.class);
        }
        assertThat(loop.candidates()).hasSize(before);
        try (TrainingLease lease = lease()) {
            retraining("next").run(lease, 1, RetrainListener.NONE);
            // the first one's run was overtaken
            assertThat(retraining("lost").run(lease, 1, RetrainListener.NONE))
                    .isInstanceOf(RetrainOutcome.NothingNew.class);
        }
        only();
    }

    private static RetrainOutcome runBlocked(TrainingLease lease, CountDownLatch training, CountDownLatch goOn) {
        try {
            return retraining("first").run(lease, 1, new RetrainListener() {
                @Override
                public void onEpoch(Epoch epoch) {
                    training.countDown();
                    Awaitility.await().atMost(PATIENCE).until(() -> goOn.getCount() == 0);
                }
            });
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private ModelReleased only() throws Exception {
        List<ModelReleased> candidates = loop.candidates();
        assertThat(candidates).hasSize(before + 1);
        return candidates.stream()
                .max(Comparator.comparing(ModelReleased::getOccurredAt))
                .orElseThrow();
    }

    private static TrainingLease lease() throws InterruptedException {
        TrainingLease lease = TrainingLease.join(loop.kafka());
        assertThat(lease.await(PATIENCE)).isTrue();
        return lease;
    }

    private static RetrainListener failingAfterEpoch(int number) {
        return new RetrainListener() {
            @Override
            public void onEpoch(Epoch epoch) {
                if (epoch.number() == number) {
                    throw new IllegalStateException("cut");
                }
            }
        };
    }

    private static RetrainListener failingAt(RetrainListener.Stage cut) {
        return new RetrainListener() {
            @Override
            public void onStage(Stage stage, String what) {
                if (stage == cut) {
                    throw new IllegalStateException("cut");
                }
            }
        };
    }

    private static Retraining retraining(String work) {
        RetrainSettings settings = new RetrainSettings(
                folder.resolve("work-" + work),
                Optional.of(folder.resolve("base")),
                Optional.empty(),
                new LabelWeights(1, 0.25, 0),
                Duration.ofDays(1),
                1);
        return new Retraining(
                settings,
                Map.of("phases", "[{ epochs = 2, learningRate = 0.001 }]", "batchSize", "8"),
                loop.kafka(),
                loop.store()::get,
                loop.packages(),
                (champion, candidate, films) -> new Verdict(
                        candidate.with(Map.of("gate-report.json", "{}".getBytes(StandardCharsets.UTF_8))),
                        true,
                        Map.of("auroc", 0.9)));
    }
}
