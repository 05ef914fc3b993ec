package org.xraystream.inference.replay;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.xraystream.events.DiagnosisMade;
import org.xraystream.events.ImageReceived;
import org.xraystream.events.ImageRejected;
import org.xraystream.events.ModelReference;
import org.xraystream.inference.pipeline.FilmObserver;
import org.xraystream.inference.pipeline.ImageSource;
import org.xraystream.inference.pipeline.Mailbox;
import org.xraystream.inference.pipeline.Outcome;
import org.xraystream.inference.pipeline.PipelineSettings;
import org.xraystream.inference.pipeline.ReadingPipeline;
import org.xraystream.inference.replay.SpanReader.Entry;
import org.xraystream.model.ModelIdentity;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.net.Precision;
import org.xraystream.schemas.TopicProvisioning;
import org.xraystream.schemas.Topics;
import org.xraystream.service.KafkaSettings;
import org.xraystream.service.Shutdown;

/**
 * Reads a span of {@code xray.images} again. What is on its topics is what it has done: a replay that was killed is
 * started again with the same topic and goes on, and each image has exactly one outcome there. It keeps some tens of
 * bytes for each image of the span, and no more than {@value SpanReader#MOST_AT_ONCE} images at once. Not thread-safe.
 */
public final class Replay {
    private static final int LARGEST_BATCH = 8;
    private static final Duration LINGER = Duration.ofMillis(50);
    /** How often finished outcomes are looked for. */
    private static final Duration COLLECT_INTERVAL = Duration.ofMillis(5);

    private final ReplayPlan plan;
    private final ReadingPipeline pipeline;
    private final ReplaySink sink;
    private final AtomicReference<Throwable> fatal;
    private final Set<String> done;
    private long diagnosed;
    private long rejected;
    private long passedOver;
    private Duration worked = Duration.ZERO;

    private Replay(
            ReplayPlan plan,
            ReadingPipeline pipeline,
            ReplaySink sink,
            AtomicReference<Throwable> fatal,
            Set<String> done) {
        this.plan = plan;
        this.pipeline = pipeline;
        this.sink = sink;
        this.fatal = fatal;
        this.done = done;
    }

    /** Hears how far a replay is, on the thread that runs it. */
    @FunctionalInterface
    public interface Progress {
        /**
         * Called after each part.
         *
         * @param passed records of the topic, from the first of the span on
         * @param all that are to be passed
         */
        void at(long passed, long all);
    }

    /**
     * Replays, and returns at the end of the span.
     *
     * @throws ReplayException if it cannot go on, or another model has written to the topics
     */
    public static ReplayResult run(
            ReplayPlan plan, ModelPackage model, KafkaSettings kafka, ImageSource images, Progress progress)
            throws Exception {
        createTopics(plan.topics(), kafka);
        try (Shutdown opened = new Shutdown()) {
            ReplaySink sink = opened.add(ReplaySink.open(plan.topics(), kafka));
            ModelIdentity identity = model.manifest().identity();
            ModelReference reference = new ModelReference(identity.id(), identity.version(), identity.sha256());
            Set<String> done = done(plan.topics(), reference, kafka);
            SpanReader<ImageReceived> span = opened.add(SpanReader.open(Topics.IMAGES, plan.span(), kafka));
            AtomicReference<Throwable> fatal = new AtomicReference<>();
            ReadingPipeline pipeline = opened.add(ReadingPipeline.start(
                    narrow(plan.precisions()),
                    model,
                    images,
                    FilmObserver.NONE,
                    new SimpleMeterRegistry(),
                    fatal::set));
            Replay replay = new Replay(plan, pipeline, sink, fatal, done);
            replay.read(span, progress);
            return replay.result(reference);
        }
    }

    /** One thread to fetch and decode, one to read: the machine is the service's. */
    private static PipelineSettings narrow(Set<Precision> precisions) {
        return new PipelineSettings(1, 1, 1, precisions, LARGEST_BATCH, LINGER, LINGER);
    }

    private static void createTopics(ReplayTopics topics, KafkaSettings kafka) throws InterruptedException {
        try (Admin admin =
                Admin.create(kafka.clientProperties(Map.of(CommonClientConfigs.CLIENT_ID_CONFIG, "replay")))) {
            TopicProvisioning.createMissing(
                    admin,
                    List.of(topics.diagnoses(), topics.rejections()),
                    kafka.partitions(),
                    kafka.replicationFactor());
        }
    }

    /** The images that have their outcome on the topics. */
    private static Set<String> done(ReplayTopics topics, ModelReference model, KafkaSettings kafka)
            throws ReplayException, InterruptedException {
        Set<String> done = new HashSet<>();
        try (SpanReader<DiagnosisMade> diagnoses = SpanReader.open(topics.diagnoses(), Span.ALL, kafka);
                SpanReader<ImageRejected> rejections = SpanReader.open(topics.rejections(), Span.ALL, kafka)) {
            while (diagnoses.hasMore()) {
                for (Entry<DiagnosisMade> entry : diagnoses.next()) {
                    refuseOther(entry.event().getModel(), model, topics);
                    done.add(entry.event().getImageId());
                }
            }
            while (rejections.hasMore()) {
                rejections.next().forEach(entry -> done.add(entry.event().getImageId()));
            }
        }
        return done;
    }

    private static void refuseOther(ModelReference there, ModelReference model, ReplayTopics topics)
            throws ReplayException {
        if (!there.equals(model)) {
            throw new ReplayException("The topic " + topics.name() + " has the answers of " + there.getId() + " "
                    + there.getVersion() + " (weights of SHA-256 " + there.getSha256()
                    + "): name another topic for those of " + model.getId() + " " + model.getVersion() + ".");
        }
    }

    private void read(SpanReader<ImageReceived> span, Progress progress) throws ReplayException, InterruptedException {
        while (span.hasMore() && left() > 0) {
            List<Entry<ImageReceived>> images = span.next();
            long start = System.nanoTime();
            settle(images);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            worked = worked.plus(took);
            progress.at(span.passed(), span.size());
            Thread.sleep(plan.pauseAfter(took).toMillis());
        }
    }

    private long left() {
        return plan.limit() - diagnosed - rejected;
    }

    private void settle(List<Entry<ImageReceived>> images) throws ReplayException, InterruptedException {
        List<Entry<ImageReceived>> open = new ArrayList<>();
        for (Entry<ImageReceived> image : images) {
            if (open.size() < left()) {
                if (done.add(image.event().getImageId())) {
                    open.add(image);
                } else {
                    passedOver++;
                }
            }
        }
        if (!open.isEmpty()) {
            List<ReplaySink.Finished> finished = outcomes(open);
            sink.write(finished);
            finished.forEach(this::count);
        }
    }

    private List<ReplaySink.Finished> outcomes(List<Entry<ImageReceived>> images)
            throws ReplayException, InterruptedException {
        List<ReplaySink.Finished> finished = new ArrayList<>();
        try (Mailbox mailbox = pipeline.open()) {
            for (int i = 0; i < images.size(); i++) {
                pipeline.submit(mailbox, i, images.get(i).event());
            }
            while (finished.size() < images.size()) {
                if (fatal.get() != null) {
                    throw new ReplayException("The model cannot go on: " + fatal.get(), fatal.get());
                }
                for (Mailbox.Finished one : mailbox.drain()) {
                    finished.add(new ReplaySink.Finished(images.get((int) one.number()), one.outcome()));
                }
                Thread.sleep(COLLECT_INTERVAL.toMillis());
            }
        }
        return finished;
    }

    private void count(ReplaySink.Finished finished) {
        if (finished.outcome() instanceof Outcome.Diagnosed) {
            diagnosed++;
        } else {
            rejected++;
        }
    }

    private ReplayResult result(ModelReference model) {
        return new ReplayResult(plan.topics().name(), model, diagnosed, rejected, passedOver, worked.toNanos() / 1e9);
    }
}
