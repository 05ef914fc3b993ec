package org.xraystream.inference.updates;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xraystream.events.ModelReference;
import org.xraystream.events.ModelRole;
import org.xraystream.model.Classifier;
import org.xraystream.model.ModelIdentity;
import org.xraystream.model.ModelPackage;
import org.xraystream.registry.ModelTopic;
import org.xraystream.registry.PackageSource;
import org.xraystream.registry.RegistryAwayException;
import org.xraystream.service.BackOff;
import org.xraystream.service.Dependency;
import org.xraystream.service.KafkaSettings;
import org.xraystream.service.ObjectStoreException;

/**
 * Follows {@code xray.models}: first {@link #firstChampion}, then {@link #follow}, which does the rest on a thread of
 * its own. What is away, the object store or the schema registry, is asked again with exponential back-off; a package
 * that cannot be used degrades the readiness and is waited out.
 */
public final class ModelUpdates implements Dependency, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ModelUpdates.class);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final ModelTopic topic;
    private final ModelSeat champion;
    private final ModelSeat shadow;
    private final UpdateMetrics metrics;
    private final BackOff backOff = new BackOff(Duration.ofMillis(100), Duration.ofSeconds(30));
    private volatile boolean stopping;

    ModelUpdates(ModelTopic topic, PackageSource packages, MeterRegistry registry) {
        this.topic = topic;
        this.metrics = new UpdateMetrics(registry);
        this.champion = new ModelSeat(ModelRole.CHAMPION, packages, metrics);
        this.shadow = new ModelSeat(ModelRole.SHADOW, packages, metrics);
    }

    /** Connects; nothing is read yet. */
    public static ModelUpdates connect(KafkaSettings kafka, PackageSource packages, MeterRegistry registry) {
        return new ModelUpdates(ModelTopic.connect(kafka, "inference-streams-models"), packages, registry);
    }

    /**
     * The model to begin with: the newest champion that can be used. Waits while something is away that is needed to
     * tell, lest a restart fall back to another model.
     *
     * @param otherwise the model where no champion was announced
     */
    public ModelPackage firstChampion(ModelPackage otherwise) throws InterruptedException {
        AtomicReference<ModelPackage> first = new AtomicReference<>(otherwise);
        champion.isTakenBy(reference(otherwise));
        while (true) {
            try {
                topic.readAll();
                champion.fill(topic.announced().champions(), next -> {
                    Classifier.load(next).close();
                    first.set(next);
                });
                return first.get();
            } catch (RegistryAwayException | ObjectStoreException | KafkaException e) {
                metrics.retried();
                LOG.warn("The champion is not known yet, so nothing is read yet: {}", e.getMessage());
                Thread.sleep(backOff.next().toMillis());
            }
        }
    }

    private static ModelReference reference(ModelPackage model) {
        ModelIdentity identity = model.manifest().identity();
        return new ModelReference(identity.id(), identity.version(), identity.sha256());
    }

    /**
     * Hands every further model to the place of its role.
     *
     * @param onFatal told of what this process cannot go on after
     * @return to be closed before those places are
     */
    public AutoCloseable follow(ModelSlot champions, ModelSlot shadows, Consumer<Throwable> onFatal) {
        Thread follower = new Thread(() -> run(champions, shadows, onFatal), "model-updates");
        follower.start();
        return () -> {
            stopping = true;
            topic.wakeUp();
            follower.join();
        };
    }

    private void run(ModelSlot champions, ModelSlot shadows, Consumer<Throwable> onFatal) {
        try {
            for (boolean pending = true; !stopping; ) {
                pending = step(pending, champions, shadows);
            }
        } catch (WakeupException e) {
            LOG.debug("Stopping");
        } catch (Throwable e) {
            LOG.error("Models cannot be followed any more", e);
            onFatal.accept(e);
        }
    }

    /**
     * Waits for news and follows them.
     *
     * @param pending whether to try even if there are none
     * @return whether something is away, so that it must be tried again
     */
    boolean step(boolean pending, ModelSlot champions, ModelSlot shadows) {
        try {
            if (topic.poll(pending ? backOff.present() : POLL) || pending) {
                champion.fill(topic.announced().champions(), champions);
                shadow.fill(topic.announced().shadow().map(List::of).orElse(List.of()), shadows);
            }
            backOff.reset();
            return false;
        } catch (WakeupException e) {
            throw e;
        } catch (RegistryAwayException | ObjectStoreException | KafkaException e) {
            metrics.retried();
            LOG.warn("An announced model cannot be fetched now; it is tried again: {}", e.getMessage());
            backOff.next();
            return true;
        }
    }

    @Override
    public String name() {
        return "models";
    }

    /** The images are read whatever becomes of an update. */
    @Override
    public boolean isRequired() {
        return false;
    }

    /** Fails while the newest announcement of a role is not followed. */
    @Override
    public void check() {
        Stream.of(champion, shadow)
                .map(ModelSeat::trouble)
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(why -> {
                    throw new IllegalStateException(why);
                });
    }

    @Override
    public void close() {
        topic.close();
    }
}
