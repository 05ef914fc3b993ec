package org.xraystream.inference.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xraystream.events.DiagnosisMade;
import org.xraystream.events.ImageRejected;
import org.xraystream.events.Priority;
import org.xraystream.events.Stage;
import org.xraystream.service.ObjectMissingException;
import org.xraystream.service.ObjectStoreException;

final class ReadingPipelineTest {
    private static final int BACKLOG = 24;
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Map<Long, Outcome> outcomes = new HashMap<>();
    private ScriptedModel model = ScriptedModel.blocked("1");
    private TestPipeline test;
    private Mailbox mailbox;

    private void start(TestPipeline pipeline) {
        test = pipeline;
        mailbox = pipeline.pipeline().open();
    }

    @AfterEach
    void stop() throws InterruptedException {
        model.allow(1_000);
        mailbox.close();
        test.pipeline().close();
    }

    @Test
    void whatIsReadyWhileTheDeviceIsBusyBecomesTheNextBatches() {
        start(TestPipeline.of(model, Films::get));
        occupyDevice();
        submit(1, 14);
        awaitReady(13);

        model.allow(100);
        awaitOutcomes(14);

        assertThat(model.batchSizes()).containsExactly(1, 8, 4, 1);
        assertThat(probabilities()).containsEntry(0L, 0).containsEntry(13L, 13);
    }

    @Test
    void aBatchThatIsNotFullLingersForThoseThatAreOnTheirWay() {
        CountDownLatch slow = new CountDownLatch(1);
        start(TestPipeline.lingering(
                model.allow(100),
                reference -> {
                    if (reference.getKey().equals("1")) {
                        pass(slow);
                    }
                    return Films.get(reference);
                },
                Duration.ofMillis(5),
                LONG));
        submit(0, 2);
        awaitOutcomes(1);
        slow.countDown();
        awaitOutcomes(2);

        assertThat(model.batches()).containsExactly(List.of(0), List.of(1));
    }

    @Test
    void onABacklogABatchWaitsUntilItIsFull() {
        Semaphore fetches = startOnBacklog(LONG);
        fetches.release(TestPipeline.LARGEST_BATCH);
        awaitOutcomes(TestPipeline.LARGEST_BATCH);

        assertThat(model.batchSizes()).containsExactly(TestPipeline.LARGEST_BATCH);
        fetches.release(BACKLOG);
    }

    @Test
    void onABacklogAnUrgentImageWaitsForNoOther() {
        Semaphore fetches = startOnBacklog(LONG);
        submit(BACKLOG, Priority.URGENT);
        fetches.release(3);
        awaitOutcomes(2);

        assertThat(model.batches().get(0)).hasSize(2).startsWith(BACKLOG);
        fetches.release(BACKLOG);
    }

    @Test
    void whereNoMoreComesOfABacklogWhatIsReadyIsRead() {
        Semaphore fetches = startOnBacklog(Duration.ofMillis(5));
        fetches.release(1);
        awaitOutcomes(1);

        assertThat(model.batchSizes()).containsExactly(1);
        fetches.release(BACKLOG);
    }

    /** Two images are being fetched, which needs a permit for each, and the others wait. */
    private Semaphore startOnBacklog(Duration backlogLinger) {
        Semaphore fetches = new Semaphore(0);
        start(TestPipeline.lingering(
                model.allow(100),
                reference -> {
                    fetches.acquireUninterruptibly();
                    return Films.get(reference);
                },
                Duration.ZERO,
                backlogLinger));
        submit(0, BACKLOG);
        await().until(fetches::getQueueLength, waiting -> waiting == 2);
        return fetches;
    }

    @Test
    void urgentImagesAreFetchedAndReadFirst() {
        CountDownLatch gate = new CountDownLatch(1);
        List<String> fetched = new CopyOnWriteArrayList<>();
        start(TestPipeline.inOrder(model, reference -> {
            fetched.add(reference.getKey());
            pass(gate);
            return Films.get(reference);
        }));
        // one is being fetched while four routine and two urgent ones come
        submit(0, 1);
        await().until(() -> fetched.size() == 1);
        submit(1, 5);
        submit(5, Priority.URGENT);
        submit(6, Priority.URGENT);
        gate.countDown();
        model.allow(100);
        awaitOutcomes(7);

        assertThat(fetched).containsExactly("0", "5", "6", "1", "2", "3", "4");
        assertThat(model.batches()).containsExactly(List.of(5, 6, 0, 1), List.of(2, 3), List.of(4));
    }

    @Test
    void noMoreIsFetchedAheadThanTheBound() {
        AtomicInteger fetched = new AtomicInteger();
        start(TestPipeline.of(model, reference -> {
            fetched.incrementAndGet();
            return Films.get(reference);
        }));
        occupyDevice();
        submit(1, 100);
        awaitReady(TestPipeline.MOST_AHEAD);

        assertThat(fetched).hasValue(1 + TestPipeline.MOST_AHEAD);
        assertThat(test.gauge("inference.pipeline.waiting")).isEqualTo(99 - TestPipeline.MOST_AHEAD);
        model.allow(100);
        awaitOutcomes(100);
    }

    @Test
    void aBadImageIsRejectedAlone() {
        start(TestPipeline.of(model.allow(100), Films::get));
        submit(0, 5);
        test.pipeline().submit(mailbox, 5, Films.event("5", "no image", Priority.ROUTINE));
        awaitOutcomes(6);

        ImageRejected rejection = rejection(5);
        assertThat(rejection.getStage()).isEqualTo(Stage.DECODE);
        assertThat(rejection.getReasonCode()).isEqualTo("UNSUPPORTED_FORMAT");
        assertThat(outcomes.get(5L).settledBy()).contains("scripted/1/00");
        assertThat(probabilities()).containsOnlyKeys(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    void anObjectThatIsGoneIsRejectedForNow() {
        start(TestPipeline.of(model, reference -> {
            throw new ObjectMissingException("The object bucket/0 does not exist.");
        }));
        submit(0, 1);
        awaitOutcomes(1);

        assertThat(rejection(0).getReasonCode()).isEqualTo("OBJECT_MISSING");
        assertThat(rejection(0).getRetryable()).isTrue();
        assertThat(outcomes.get(0L).settledBy()).isEmpty();
    }

    @Test
    void aStoreThatIsAwayIsAskedAgainUntilItIsBack() {
        AtomicInteger outage = new AtomicInteger(2);
        start(TestPipeline.of(model.allow(100), reference -> {
            if (outage.getAndDecrement() > 0) {
                throw new ObjectStoreException("The object store could not read", new IOException("away"));
            }
            return Films.get(reference);
        }));
        submit(0, 1);
        awaitOutcomes(1);

        assertThat(probabilities()).containsOnlyKeys(0L);
    }

    @Test
    void ofABatchThatFailsOnlyTheImageAtFaultIsRejected() {
        start(TestPipeline.of(model, Films::get));
        model.failWhen(levels -> {
            if (levels.contains(3)) {
                throw new IllegalStateException("NaN");
            }
        });
        occupyDevice();
        submit(1, 9);
        awaitReady(8);
        model.allow(100);
        awaitOutcomes(9);

        assertThat(rejection(3).getReasonCode()).isEqualTo("MODEL_FAILED");
        assertThat(rejection(3).getRetryable()).isTrue();
        assertThat(probabilities()).hasSize(8);
        assertThat(model.batchSizes()).containsExactly(1, 8, 1, 1, 1, 1, 1, 1, 1, 1);
    }

    @Test
    void aBatchThatDoesNotFitIsHalvedAndItsSizeRetired() {
        start(TestPipeline.of(model, Films::get));
        failAbove(2);
        occupyDevice();
        submit(1, 9);
        awaitReady(8);
        model.allow(100);
        awaitOutcomes(9);

        assertThat(probabilities()).hasSize(9);
        assertThat(model.batchSizes()).containsExactly(1, 8, 4, 2, 2, 2, 2);
        assertThat(test.fatal()).isEmpty();
        // the next that are ready go in twos at once
        model = nextModel("2");
        occupyDevice(9);
        submit(10, 14);
        awaitReady(4);
        model.allow(100);
        awaitOutcomes(14);
        assertThat(model.batchSizes()).containsExactly(1, 2, 2);
    }

    @Test
    void aSingleImageThatDoesNotFitEndsTheService() {
        start(TestPipeline.of(model.allow(100), Films::get));
        failAbove(0);
        submit(0, 1);

        await().until(() -> !test.fatal().isEmpty());
        assertThat(test.fatal().get(0)).hasMessageContaining("no memory for a single image");
        assertThat(mailbox.drain()).isEmpty();
    }

    @Test
    void aHeapThatIsFullEndsTheService() {
        start(TestPipeline.of(model.allow(100), Films::get));
        model.failWhen(levels -> {
            throw new OutOfMemoryError("Java heap space");
        });
        submit(0, 1);

        await().until(() -> !test.fatal().isEmpty());
        assertThat(test.fatal().get(0)).isInstanceOf(OutOfMemoryError.class);
        assertThat(mailbox.drain()).isEmpty();
    }

    private void failAbove(int size) {
        model.failWhen(levels -> {
            if (levels.size() > size) {
                throw new IllegalStateException("CUDA out of memory. Tried to allocate 20.00 MiB");
            }
        });
    }

    @Test
    void aModelIsSwappedBetweenBatchesAndClosedWithItsLastImage() {
        ScriptedModel former = model;
        start(TestPipeline.of(former, Films::get));
        occupyDevice();
        submit(1, 4);
        awaitReady(3);
        model = nextModel("2");
        submit(4, 8);
        awaitReady(7);

        assertThat(former.isClosed()).isFalse();
        former.allow(100);
        model.allow(100);
        awaitOutcomes(8);

        assertThat(former.batchSizes()).containsExactly(1, 2, 1);
        assertThat(versions()).containsEntry(3L, "1").containsEntry(4L, "2").containsEntry(7L, "2");
        assertThat(model.batchSizes()).containsExactly(4);
        await().until(former::isClosed);
        assertThat(model.isClosed()).isFalse();
    }

    @Test
    void whatIsCancelledHasNoOutcomeAndHoldsNoModel() {
        start(TestPipeline.of(model, Films::get));
        occupyDevice();
        submit(1, 30);
        awaitReady(TestPipeline.MOST_AHEAD);
        mailbox.close();
        assertThat(test.gauge("inference.pipeline.ready")).isZero();
        assertThat(test.gauge("inference.pipeline.waiting")).isZero();

        ScriptedModel former = model;
        model = nextModel("2");
        former.allow(100);
        await().until(former::isClosed);
        assertThat(former.batchSizes()).containsExactly(1);
    }

    private ScriptedModel nextModel(String version) {
        return ScriptedModel.blocked(version).installIn(test.pipeline());
    }

    private void occupyDevice() {
        occupyDevice(0);
    }

    private void occupyDevice(int number) {
        submit(number, number + 1);
        await().until(() -> model.batches().size() == 1);
    }

    /** Images whose number is also their grey level. */
    private void submit(int from, int to) {
        for (int i = from; i < to; i++) {
            submit(i, Priority.ROUTINE);
        }
    }

    private void submit(int number, Priority priority) {
        test.pipeline().submit(mailbox, number, Films.event("image-" + number, String.valueOf(number), priority));
    }

    private void awaitReady(int images) {
        await().untilAsserted(
                        () -> assertThat(test.gauge("inference.pipeline.ready")).isEqualTo(images));
    }

    private void awaitOutcomes(int images) {
        await().until(() -> {
            mailbox.drain().forEach(finished -> {
                Outcome former = outcomes.put(finished.number(), finished.outcome());
                assertThat(former)
                        .as("outcome of " + finished.number() + " so far")
                        .isNull();
            });
            return outcomes.size() >= images;
        });
        assertThat(outcomes).hasSize(images);
    }

    private ImageRejected rejection(long number) {
        return ((Outcome.Rejected) outcomes.get(number)).event();
    }

    private Map<Long, DiagnosisMade> diagnoses() {
        Map<Long, DiagnosisMade> found = new HashMap<>();
        outcomes.forEach((number, outcome) -> {
            if (outcome instanceof Outcome.Diagnosed diagnosed) {
                found.put(number, diagnosed.event());
            }
        });
        return Collections.unmodifiableMap(found);
    }

    private Map<Long, Integer> probabilities() {
        Map<Long, Integer> levels = new HashMap<>();
        diagnoses().forEach((number, event) -> levels.put(number, (int) Math.round(255 * event.getProbability())));
        return levels;
    }

    private Map<Long, String> versions() {
        Map<Long, String> versions = new HashMap<>();
        diagnoses()
                .forEach(
                        (number, event) -> versions.put(number, event.getModel().getVersion()));
        return versions;
    }

    private static void pass(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
