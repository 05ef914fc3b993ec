package org.xraystream.inference.pipeline;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xraystream.model.net.Precision;

/** Pipelines of two preparing threads and one device for tests. */
public final class TestPipeline {
    static final int LARGEST_BATCH = 8;
    static final int MOST_AHEAD = 16;
    /** Long, so that a test sees that a batch goes for another reason. */
    private static final Duration LINGER = Duration.ofMinutes(10);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final List<Throwable> fatal = new CopyOnWriteArrayList<>();
    private final ReadingPipeline pipeline;

    private TestPipeline(
            ScriptedModel model, ImageSource source, int preparationThreads, Duration linger, Duration backlogLinger) {
        this.pipeline = ReadingPipeline.start(
                new PipelineSettings(
                        preparationThreads, 1, 1, EnumSet.allOf(Precision.class), LARGEST_BATCH, linger, backlogLinger),
                new BatchSizes(LARGEST_BATCH),
                model.model(),
                source,
                FilmObserver.NONE,
                metrics,
                fatal::add);
    }

    static TestPipeline of(ScriptedModel model, ImageSource source) {
        return new TestPipeline(model, source, 2, LINGER, LINGER);
    }

    static TestPipeline lingering(ScriptedModel model, ImageSource source, Duration linger, Duration backlogLinger) {
        return new TestPipeline(model, source, 2, linger, backlogLinger);
    }

    static TestPipeline inOrder(ScriptedModel model, ImageSource source) {
        return new TestPipeline(model, source, 1, LINGER, LINGER);
    }

    /** A pipeline whose store has all of {@link Films}. */
    public static ReadingPipeline start(ScriptedModel model) {
        return of(model, Films::get).pipeline();
    }

    ReadingPipeline pipeline() {
        return pipeline;
    }

    double gauge(String name) {
        return metrics.get(name).gauge().value();
    }

    List<Throwable> fatal() {
        return fatal;
    }
}
