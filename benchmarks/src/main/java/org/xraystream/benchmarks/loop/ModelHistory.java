package org.xraystream.benchmarks.loop;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.xraystream.benchmarks.Progress;
import org.xraystream.events.ModelReference;
import org.xraystream.events.ModelReleased;
import org.xraystream.events.ModelRole;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;
import org.xraystream.registry.Announcement;
import org.xraystream.registry.ModelTopic;
import org.xraystream.registry.PackageStore;
import org.xraystream.registry.RegistryAwayException;
import org.xraystream.service.ObjectStoreException;
import org.xraystream.training.gate.GateReport;

/** Who took which role, and how each model does in the exam. Not thread-safe. */
final class ModelHistory implements AutoCloseable {
    private static final Duration POLL = Duration.ofSeconds(1);

    private final ModelTopic topic;
    private final PackageStore packages;
    private final Exam exam;
    private final Progress progress;
    private final Instant began = Instant.now();
    private final Map<ModelReference, Judged> models = new HashMap<>();
    private final Map<ModelReference, ModelReleased> known = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();

    ModelHistory(ModelTopic topic, PackageStore packages, Exam exam, Progress progress) {
        this.topic = topic;
        this.packages = packages;
        this.exam = exam;
        this.progress = progress;
    }

    private record Judged(Exam.Result exam, Optional<String> gate) {}

    /**
     * A model took a role.
     *
     * @param minutes since the beginning
     * @param passedGate absent for a model that came without a gate report
     * @param gate that report's verdict in a sentence
     */
    record Step(
            double minutes,
            ModelReference model,
            ModelRole role,
            Optional<Boolean> passedGate,
            Optional<String> gate,
            String by,
            String reason,
            Exam.Result exam) {
        boolean isChampion() {
            return role == ModelRole.CHAMPION;
        }

        boolean failedGate() {
            return passedGate.equals(Optional.of(false));
        }
    }

    /**
     * Follows until a step is like this.
     *
     * @return it, or nothing if none was until the deadline
     */
    Optional<Step> await(Predicate<Step> wanted, Instant deadline)
            throws ModelPackageException, ObjectStoreException, InterruptedException {
        int seen = 0;
        while (true) {
            for (; seen < steps.size(); seen++) {
                if (wanted.test(steps.get(seen))) {
                    return Optional.of(steps.get(seen));
                }
            }
            if (Instant.now().isAfter(deadline)) {
                return Optional.empty();
            }
            follow();
        }
    }

    private void follow() throws ModelPackageException, ObjectStoreException, InterruptedException {
        try {
            topic.poll(POLL);
        } catch (RegistryAwayException e) {
            Thread.sleep(POLL.toMillis());
        }
        for (ModelReleased announcement : topic.announced().all()) {
            if (!announcement.equals(known.put(announcement.getModel(), announcement))) {
                add(announcement);
            }
        }
    }

    private void add(ModelReleased announcement) throws ModelPackageException, ObjectStoreException {
        ModelReference model = announcement.getModel();
        Judged judged = models.get(model);
        if (judged == null) {
            ModelPackage stored = packages.get(announcement);
            judged = new Judged(exam.take(stored), gate(stored));
            models.put(model, judged);
        }
        Step step = new Step(
                minutes(announcement.getOccurredAt()),
                model,
                announcement.getRole(),
                Announcement.gatePassed(announcement),
                judged.gate,
                announcement.getReleasedBy(),
                announcement.getReason(),
                judged.exam);
        steps.add(step);
        progress.detail(
                "%5.1f min: %s is %s (exam AUROC %.4f, of the subgroup %.4f): %s",
                step.minutes,
                model.getVersion(),
                step.role,
                step.exam.all().value(),
                step.exam.subgroup().value(),
                step.failedGate() ? step.gate.orElse(step.reason) : step.reason);
    }

    private static Optional<String> gate(ModelPackage model) throws ModelPackageException {
        byte[] report = model.files().get(GateReport.FILE);
        try {
            return report == null
                    ? Optional.empty()
                    : Optional.of(GateReport.read(report).summary());
        } catch (IOException e) {
            throw new ModelPackageException("The gate's report in a package cannot be read: " + e.getMessage(), e);
        }
    }

    /** How long after the beginning. */
    double minutes(Instant moment) {
        return Duration.between(began, moment).toMillis() / 60_000.0;
    }

    /** All so far, in the order in which they were announced. */
    List<Step> steps() {
        return List.copyOf(steps);
    }

    @Override
    public void close() {
        topic.close();
    }
}
