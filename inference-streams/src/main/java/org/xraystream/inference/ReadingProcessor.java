package org.xraystream.inference;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.TimestampedKeyValueStoreWithHeaders;
import org.apache.kafka.streams.state.ValueTimestampHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xraystream.events.ImageReceived;
import org.xraystream.inference.pipeline.Mailbox;
import org.xraystream.inference.pipeline.Outcome;
import org.xraystream.inference.pipeline.ReadingPipeline;
import org.xraystream.service.TraceContext;

/**
 * One image in, one outcome out to the topic of its kind, later and in batches. An image is put into a logged store and
 * handed to the pipeline; its offset may be committed at once, since whoever has the task next finds it in the store.
 * What the pipeline has finished is forwarded and taken out of the store in one transaction, every few milliseconds.
 * The stream thread never waits for the pipeline.
 *
 * <p>An image that the same model has read for good lately (a modality that sent twice) has no second outcome; one that
 * comes again while it is being read waits for the first, so that the order of its outcomes is that of its events.
 */
final class ReadingProcessor implements Processor<String, ImageReceived, String, SpecificRecord> {
    private static final Logger LOG = LoggerFactory.getLogger(ReadingProcessor.class);
    /**
     * Results that wait for their commit wait for this, times the images under way, since the commit before: a commit
     * costs as much processor time as a third of an image. So a lone image's goes out at once, and on a backlog they go
     * out with the commits of {@code commit.interval.ms}.
     */
    private static final long MILLIS_FOR_EACH_UNDER_WAY = 10;

    private final ReadingPipeline pipeline;
    private final WaitingRoom room;
    private final Duration rememberImages;

    /** Per image the numbers of its events, of which the first is in the pipeline. */
    private final Map<String, Deque<Long>> underWay = new HashMap<>();

    private ProcessorContext<String, SpecificRecord> context;
    private RememberedImages remembered;
    private TimestampedKeyValueStoreWithHeaders<Long, ImageReceived> waiting;
    private Mailbox mailbox;
    private Cancellable collecting;
    private long nextNumber;
    private boolean isUncommitted;
    private long committedAt;

    ReadingProcessor(ReadingPipeline pipeline, WaitingRoom room, Duration rememberImages) {
        this.pipeline = pipeline;
        this.room = room;
        this.rememberImages = rememberImages;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        this.remembered = new RememberedImages(
                context.getStateStore(RememberedImages.STORE), rememberImages, context::currentSystemTimeMs);
        this.waiting = context.getStateStore(InferenceTopology.WAITING_STORE);
        this.mailbox = pipeline.open();
        try (KeyValueIterator<Long, ValueTimestampHeaders<ImageReceived>> left = waiting.all()) {
            left.forEachRemaining(entry -> restore(entry.key, entry.value.value()));
        }
    }

    private void restore(long number, ImageReceived image) {
        room.restored();
        nextNumber = number + 1;
        enqueue(number, image);
    }

    @Override
    public void process(Record<String, ImageReceived> record) {
        ImageReceived image = record.value();
        if (image == null) {
            LOG.warn("A record without an event (key {}) says nothing of an image and is passed over", record.key());
            return;
        }
        room.received();
        if (!underWay.containsKey(image.getImageId()) && isSettled(image)) {
            room.duplicate();
            return;
        }
        long number = nextNumber++;
        waiting.put(number, ValueTimestampHeaders.make(image, record.timestamp(), record.headers()));
        enqueue(number, image);
    }

    private boolean isSettled(ImageReceived image) {
        return remembered.lastReader(image.getImageId()).equals(Optional.of(pipeline.reader()));
    }

    private void enqueue(long number, ImageReceived image) {
        Deque<Long> events = underWay.computeIfAbsent(image.getImageId(), id -> new ArrayDeque<>());
        events.add(number);
        if (events.size() == 1) {
            pipeline.submit(mailbox, number, image);
        }
        if (collecting == null) {
            collecting = context.schedule(
                    InferenceTopology.COLLECT_INTERVAL, PunctuationType.WALL_CLOCK_TIME, this::collect);
        }
    }

    private void collect(long now) {
        List<Mailbox.Finished> finished = mailbox.drain();
        finished.forEach(this::settle);
        isUncommitted |= !finished.isEmpty();
        if (isUncommitted && now - committedAt >= MILLIS_FOR_EACH_UNDER_WAY * underWay.size()) {
            context.commit();
            committedAt = now;
            isUncommitted = false;
        }
        if (underWay.isEmpty()) {
            stopCollecting();
        }
    }

    /** Each call, even of nothing, would make Kafka Streams commit an empty transaction. */
    private void stopCollecting() {
        if (collecting != null) {
            collecting.cancel();
            collecting = null;
        }
    }

    private void settle(Mailbox.Finished finished) {
        ValueTimestampHeaders<ImageReceived> entry = waiting.delete(finished.number());
        ImageReceived image = entry.value();
        forward(image.getImageId(), finished.outcome(), entry.timestamp(), entry.headers());
        finished.outcome().settledBy().ifPresent(reader -> remembered.remember(image.getImageId(), reader));
        room.settled(finished.outcome());
        submitNext(image.getImageId());
    }

    private void forward(String imageId, Outcome outcome, long timestamp, Headers headers) {
        TraceContext.continuing(headers).writeTo(headers);
        if (outcome instanceof Outcome.Diagnosed diagnosed) {
            context.forward(
                    new Record<>(imageId, diagnosed.event(), timestamp, headers), InferenceTopology.DIAGNOSES_SINK);
        } else if (outcome instanceof Outcome.Rejected rejected) {
            context.forward(
                    new Record<>(imageId, rejected.event(), timestamp, headers), InferenceTopology.REJECTIONS_SINK);
        }
    }

    private void submitNext(String imageId) {
        Deque<Long> events = underWay.get(imageId);
        events.remove();
        while (!events.isEmpty()) {
            ImageReceived next = waiting.get(events.element()).value();
            if (!isSettled(next)) {
                pipeline.submit(mailbox, events.element(), next);
                return;
            }
            waiting.delete(events.remove());
            room.duplicate();
        }
        underWay.remove(imageId);
    }

    /** What is under way is cancelled: the task's next owner, maybe this instance again, reads it anew. */
    @Override
    public void close() {
        stopCollecting();
        mailbox.close();
        room.handedOver(underWay.values().stream().mapToInt(Deque::size).sum());
        underWay.clear();
    }
}
