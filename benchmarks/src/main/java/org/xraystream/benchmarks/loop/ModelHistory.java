package org.xraystream.benchmarks.loop;

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
import org.xraystream.model.ModelPackageException;
import org.xraystream.registry.Announcement;
import org.xraystream.registry.ModelTopic;
import org.xraystream.registry.PackageStore;
import org.xraystream.registry.RegistryAwayException;
import org.xraystream.service.ObjectStoreException;

/** Who took which role, and how each model does in the exam. Not thread-safe. */
final class ModelHistory implements AutoCloseable {
    private static final Duration POLL = Duration.ofSeconds(1);

    private final ModelTopic topic;
    private final PackageStore packages;
    private final Exam exam;
    private final Progress progress;
    private final Instant began = Instant.now();
    private final Map<ModelReference, Exam.Result> results = new HashMap<>();
    private final Map<ModelReference, ModelReleased> known = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();

    ModelHistory(ModelTopic topic, PackageStore packages, Exam exam, Progress progress) {
        this.topic = topic;
        this.packages = packages;
        this.exam = exam;
        this.progress = progress;
    }

    /**
     * A model took a role.
     *
     * @param minutes since the beginning
     * @param passedGate absent for a model that came without a gate report
     */
    record Step(
            double minutes,
            ModelReference model,
            ModelRole role,
            Optional<Boolean> passedGate,
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
        Exam.Result result = results.get(model);
        if (result == null) {
            result = exam.take(packages.get(announcement));
            results.put(model, result);
        }
        Step step = new Step(
                minutes(announcement.getOccurredAt()),
                model,
                announcement.getRole(),
                Announcement.gatePassed(announcement),
                announcement.getReleasedBy(),
                announcement.getReason(),
                result);
        steps.add(step);
        progress.detail(
                "%5.1f min: %s is %s (exam AUROC %.4f, of the subgroup %.4f): %s",
                step.minutes,
                model.getVersion(),
                step.role,
                result.all().value(),
                result.subgroup().value(),
                step.reason);
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
