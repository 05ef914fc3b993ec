package org.xraystream.training.retrain;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xraystream.command.CommandException;
import org.xraystream.events.ModelReleased;
import org.xraystream.events.ObjectReference;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;
import org.xraystream.registry.ModelReleases;
import org.xraystream.registry.ModelTopic;
import org.xraystream.registry.PackageSource;
import org.xraystream.registry.PackageStore;
import org.xraystream.registry.RegistryAwayException;
import org.xraystream.service.KafkaSettings;
import org.xraystream.service.ObjectStoreException;
import org.xraystream.service.PublishException;
import org.xraystream.training.experiment.Experiment;
import org.xraystream.training.feedback.Feedback;
import org.xraystream.training.feedback.FeedbackLog;
import org.xraystream.training.feedback.LabelledImage;
import org.xraystream.training.feedback.Labelling;
import org.xraystream.training.feedback.LogAwayException;
import org.xraystream.training.feedback.LogEnds;
import org.xraystream.training.fit.DivergedException;
import org.xraystream.training.retrain.RetrainListener.Stage;

/**
 * Makes a candidate of the champion and of what readers taught, and announces it. A run that was cut, by a kill or
 * because a part of the system was away, goes on with the next call; one that cannot come to an end, since its films
 * are too few or its training diverges, is given up, and the next call begins another. Not thread-safe.
 */
public final class Retraining {
    private static final Logger LOG = LoggerFactory.getLogger(Retraining.class);

    /** A name of its own for the transactions: whoever has the lease shuts out who had it before. */
    private static final String WRITER = "retraining";

    private final RetrainSettings settings;
    private final Map<String, String> overrides;
    private final KafkaSettings kafka;
    private final PackageSource.Objects objects;
    private final PackageStore store;
    private final CandidateGate gate;
    private final RunFolder folder;

    /**
     * A retraining.
     *
     * @param overrides of the experiment, by key
     * @param objects where images are read
     * @param store where packages are, and the candidate's goes
     */
    public Retraining(
            RetrainSettings settings,
            Map<String, String> overrides,
            KafkaSettings kafka,
            PackageSource.Objects objects,
            PackageStore store,
            CandidateGate gate) {
        this.settings = settings;
        this.overrides = overrides;
        this.kafka = kafka;
        this.objects = objects;
        this.store = store;
        this.gate = gate;
        this.folder = new RunFolder(settings.workDirectory());
    }

    /**
     * Runs, or goes on with a run that was cut.
     *
     * @param lease held by this instance
     * @param minLabels how many new labels a new run needs; 0 for one in any case
     * @throws PublishException if the candidate was not announced, or may not have been
     * @throws ObjectStoreException if the object store is away
     * @throws LogAwayException if the broker or the schema registry is away
     * @throws CommandException if there is no champion, or the films are too few
     */
    public RetrainOutcome run(TrainingLease lease, int minLabels, RetrainListener listener)
            throws CommandException, ModelPackageException, DivergedException, PublishException, ObjectStoreException,
                    LogAwayException, RegistryAwayException, IOException, InterruptedException {
        // first of all, since it ends a transaction that a predecessor has left open
        try (ModelReleases releases = ModelReleases.connect(kafka, WRITER);
                FeedbackLog log = FeedbackLog.connect(kafka)) {
            Optional<RunPlan> plan = planned(lease);
            if (plan.isEmpty()) {
                LogEnds ends = log.ends();
                long newLabels = lease.newLabels(ends);
                if (newLabels < minLabels) {
                    return new RetrainOutcome.NothingNew(newLabels, minLabels);
                }
                plan = Optional.of(begin(lease, ends));
                listener.onStage(Stage.BEGUN, "Run " + plan.get().id() + ": " + newLabels + " new labels.");
            } else {
                listener.onStage(
                        Stage.RESUMED, "Going on with the run " + plan.get().id() + ".");
            }
            return finish(plan.get(), log, new Candidates(releases, lease), listener);
        } catch (KafkaException e) {
            throw new PublishException("The broker does not answer: " + e.getMessage(), e);
        }
    }

    /** Whether a run was begun that has not come to its end. */
    public boolean isCut() throws IOException {
        return folder.plan().isPresent();
    }

    /** The run to go on with, if there is one that has not been announced and that none has overtaken. */
    private Optional<RunPlan> planned(TrainingLease lease) throws IOException, InterruptedException {
        Optional<RunPlan> kept = folder.plan();
        String last = lease.lastRun().map(LastRun::run).orElse("");
        if (kept.isPresent() && !kept.get().previous().equals(last)) {
            // announced when it was cut, or another instance has announced one since
            folder.end();
            return Optional.empty();
        }
        return kept;
    }

    private RunPlan begin(TrainingLease lease, LogEnds ends)
            throws CommandException, ModelPackageException, ObjectStoreException, RegistryAwayException, IOException,
                    InterruptedException {
        ModelPackage champion = champion();
        Experiment experiment =
                RetrainExperiment.read(settings.experiment(), overrides).of(champion.manifest());
        RunPlan plan = RunPlan.of(
                lease.lastRun().map(LastRun::run).orElse(""),
                champion.manifest().identity(),
                Instant.now(),
                ends,
                settings.weights(),
                experiment);
        folder.begin(plan, champion);
        return plan;
    }

    private ModelPackage champion()
            throws CommandException, ModelPackageException, ObjectStoreException, RegistryAwayException {
        try (ModelTopic topic = ModelTopic.connect(kafka, "retraining")) {
            topic.readAll();
            ModelReleased champion = topic.announced().champions().stream()
                    .findFirst()
                    .orElseThrow(() -> CommandException.failed(
                            "No champion is announced, and there is none to train further: promote a model first."));
            return store.get(champion);
        }
    }

    private RetrainOutcome finish(RunPlan plan, FeedbackLog log, Candidates candidates, RetrainListener listener)
            throws CommandException, ModelPackageException, DivergedException, PublishException, ObjectStoreException,
                    LogAwayException, RegistryAwayException, IOException, InterruptedException {
        try {
            Verdict verdict = verdict(plan, log, listener);
            listener.onStage(Stage.STORING, "Storing the package of " + plan.version() + ".");
            ObjectReference stored = store.put(verdict.candidate());
            listener.onStage(
                    Stage.ANNOUNCING,
                    plan.version() + (verdict.passed() ? " passed its gate." : " did not pass its gate."));
            RetrainOutcome outcome = candidates.announce(plan, verdict, stored);
            listener.onStage(Stage.ANNOUNCED, plan.version() + " is announced as candidate.");
            folder.end();
            return outcome;
        } catch (CommandException | DivergedException | ModelPackageException | IllegalArgumentException e) {
            // it would come to the same again
            LOG.warn("The run {} is given up: {}", plan.id(), e.getMessage());
            folder.end();
            throw e;
        }
    }

    private Verdict verdict(RunPlan plan, FeedbackLog log, RetrainListener listener)
            throws CommandException, ModelPackageException, DivergedException, ObjectStoreException, LogAwayException,
                    RegistryAwayException, IOException, InterruptedException {
        Optional<Verdict> kept = folder.verdict();
        if (kept.isPresent()) {
            return kept.get();
        }
        Feedback feedback = log.read(plan.ends(), new Labelling(plan.weights()));
        listener.onStage(
                Stage.FILMS, "Fetching the films of " + feedback.labels().size() + " labels.");
        TrainingSet films = films(plan, feedback);
        films.check();
        ModelPackage champion = folder.champion();
        ModelPackage candidate =
                new CandidateTraining(plan, champion, films, feedback.counts()).run(folder.checkpoint(), listener);
        listener.onStage(
                Stage.JUDGING,
                "Judging on " + films.gate().gold().size() + " films of the gold set and "
                        + films.gate().blind().size() + " that were labelled blind.");
        // the present one: it may have changed while this run trained
        Verdict verdict = gate.judge(champion(), candidate, films.gate());
        folder.keep(verdict);
        return verdict;
    }

    private TrainingSet films(RunPlan plan, Feedback feedback)
            throws CommandException, ObjectStoreException, IOException, InterruptedException {
        BaseData base = BaseData.read(settings.data());
        LabelUse use = new LabelUse(Instant.parse(plan.startedAt()), settings.recent());
        List<LabelledImage> used = feedback.labels().stream().filter(use::uses).toList();
        return TrainingSet.of(
                base,
                LabelledFilms.fetch(used, base.sides().keySet(), new FilmCache(settings.workDirectory(), objects)));
    }
}
