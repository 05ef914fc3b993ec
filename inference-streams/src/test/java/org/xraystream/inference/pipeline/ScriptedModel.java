package org.xraystream.inference.pipeline;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.xraystream.imaging.GreyImage;
import org.xraystream.imaging.HeatMap;
import org.xraystream.model.AcquisitionStatistics;
import org.xraystream.model.Assessment;
import org.xraystream.model.Classifier.Prepared;
import org.xraystream.model.Decision;
import org.xraystream.model.Finding;
import org.xraystream.model.ModelIdentity;
import org.xraystream.model.Reading;

/**
 * A model that finds everything normal, with the film's grey level, divided by 255, for its probability. It fails as it
 * is told, and reads only as many batches as it is allowed to.
 */
public final class ScriptedModel implements ReadingModel.BatchReader {
    private final List<List<Integer>> batches = new CopyOnWriteArrayList<>();
    private final Semaphore allowed = new Semaphore(0);
    private final ReadingModel model;
    private volatile Consumer<List<Integer>> failure = levels -> {};
    private volatile boolean closed;

    private ScriptedModel(String version) {
        this.model = new ReadingModel(
                new ModelIdentity("scripted", version, "00"),
                new Decision(0.5, 0.4, 0.6, "test", Decision.Guarantee.none()),
                ScriptedModel::prepare,
                List.of(this));
    }

    /** A model that waits for {@link #allow}. */
    public static ScriptedModel blocked(String version) {
        return new ScriptedModel(version);
    }

    /** A model that reads at once. */
    public static ScriptedModel free(String version) {
        return new ScriptedModel(version).allow(1_000_000);
    }

    public ScriptedModel allow(int more) {
        allowed.release(more);
        return this;
    }

    /** May throw when it is given the levels of a batch. */
    public void failWhen(Consumer<List<Integer>> script) {
        failure = script;
    }

    /** The grey levels of each batch that was begun. */
    public List<List<Integer>> batches() {
        return batches;
    }

    public List<Integer> batchSizes() {
        return batches.stream().map(List::size).toList();
    }

    boolean isClosed() {
        return closed;
    }

    ReadingModel model() {
        return model;
    }

    /** Takes the place of the pipeline's model. */
    public ScriptedModel installIn(ReadingPipeline pipeline) {
        pipeline.install(model);
        return this;
    }

    private static Prepared prepare(GreyImage film) {
        return new Prepared(film, new float[] {film.pixels()[0]}, AcquisitionStatistics.of(film, 1));
    }

    @Override
    public List<Reading> read(List<Prepared> films) {
        List<Integer> levels =
                films.stream().map(film -> Math.round(255 * film.input()[0])).toList();
        batches.add(levels);
        allowed.acquireUninterruptibly();
        failure.accept(levels);
        return films.stream().map(film -> reading(film.input()[0])).toList();
    }

    private static Reading reading(double probability) {
        return new Reading(
                probability,
                Finding.NORMAL,
                Optional.empty(),
                new Assessment(0, Optional.empty()),
                new HeatMap(2, 1, new float[] {0, 1}));
    }

    @Override
    public void close() {
        closed = true;
    }
}
