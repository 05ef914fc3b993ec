package org.xraystream.training.drift;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.xraystream.events.DiagnosisMade;
import org.xraystream.events.ImageReceived;
import org.xraystream.model.Reference;
import org.xraystream.registry.ModelTopic;
import org.xraystream.registry.PackageSource;
import org.xraystream.registry.RegistryAwayException;
import org.xraystream.schemas.Topics;
import org.xraystream.service.KafkaSettings;
import org.xraystream.service.ObjectStoreException;

/**
 * Reads from the log how the images of the last weeks are distributed: each diagnosis beside the reference of the model
 * that made it, under the source and the week of its image. Its memory is bounded, however long it runs. Not
 * thread-safe.
 */
public final class DriftReader implements AutoCloseable {
    private static final int MOST_SOURCES = 1_000;
    private static final int MOST_WAITING = 50_000;

    private final LogReader<ImageReceived> images;
    private final LogReader<DiagnosisMade> diagnoses;
    private final PublishedReferences references;
    private final int weeks;
    private final SourceNames sources = new SourceNames(MOST_SOURCES);
    private final ImageJoin join = new ImageJoin(MOST_WAITING);
    private final DriftTable table = new DriftTable();
    private long measured;
    private long withoutReference;

    /**
     * What became of the diagnoses that were read.
     *
     * @param measured compared with a reference
     * @param withoutReference of a model that has none
     * @param waiting for the event of their image
     * @param unjoined given up, since that did not come in time
     */
    public record Tally(long measured, long withoutReference, long waiting, long unjoined) {}

    private DriftReader(
            LogReader<ImageReceived> images,
            LogReader<DiagnosisMade> diagnoses,
            PublishedReferences references,
            int weeks) {
        this.images = images;
        this.diagnoses = diagnoses;
        this.references = references;
        this.weeks = weeks;
    }

    /**
     * Connects; nothing is read yet.
     *
     * @param weeks how many to keep, the present one among them
     */
    public static DriftReader connect(KafkaSettings kafka, PackageSource packages, int weeks, Instant now) {
        Instant from = Weeks.begin(now, weeks);
        return new DriftReader(
                LogReader.connect(Topics.IMAGES, kafka, from),
                LogReader.connect(Topics.DIAGNOSES, kafka, from),
                new PublishedReferences(ModelTopic.connect(kafka, "drift-models"), packages),
                weeks);
    }

    /**
     * Reads what has come since the last time, to the present end.
     *
     * @return all of the last weeks, by source, week, model and statistic
     * @throws ObjectStoreException if a model's package cannot be fetched now; the next call goes on from there
     * @throws RegistryAwayException if events cannot be decoded now; the next call goes on from there
     */
    public List<Drift> read(Instant now) throws ObjectStoreException, RegistryAwayException {
        String firstWeek = Weeks.of(Weeks.begin(now, weeks));
        images.findEnd();
        diagnoses.findEnd();
        while (images.isBehind() || diagnoses.isBehind()) {
            // neither runs ahead of the other by more than what may wait
            if (images.isBehind() && !(join.isFullOfImages() && diagnoses.isBehind())) {
                images.poll(this::add);
            }
            if (diagnoses.isBehind() && !(join.isFullOfDiagnoses() && images.isBehind())) {
                diagnoses.poll(this::add);
            }
        }
        table.forgetBefore(firstWeek);
        return table.drifts();
    }

    private void add(ImageReceived image) throws ObjectStoreException, RegistryAwayException {
        count(join.image(
                image.getImageId(),
                new ImageJoin.Arrival(sources.of(image.getSource()), Weeks.of(image.getOccurredAt()))));
    }

    private void add(DiagnosisMade diagnosis) throws ObjectStoreException, RegistryAwayException {
        Reference reference = references.of(diagnosis.getModel());
        if (reference.statistics().isEmpty()) {
            withoutReference++;
            return;
        }
        Map<String, Double> values = new TreeMap<>(diagnosis.getStatistics());
        values.put(Reference.PROBABILITY, diagnosis.getProbability());
        count(join.diagnosis(diagnosis.getImageId(), new ImageJoin.Measured(diagnosis.getModel(), values)));
    }

    private void count(Optional<ImageJoin.Pair> complete) throws ObjectStoreException, RegistryAwayException {
        if (complete.isPresent()) {
            ImageJoin.Arrival arrival = complete.get().arrival();
            ImageJoin.Measured film = complete.get().measured();
            table.add(arrival.source(), arrival.week(), film.model(), references.of(film.model()), film.statistics());
            measured++;
        }
    }

    /** What became of the diagnoses so far. */
    public Tally tally() {
        return new Tally(measured, withoutReference, join.waitingDiagnoses(), join.givenUp());
    }

    @Override
    public void close() {
        images.close();
        diagnoses.close();
        references.close();
    }
}
