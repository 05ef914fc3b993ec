package org.xraystream.training.retrain;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.xraystream.events.ModelReleased;
import org.xraystream.events.ModelRole;
import org.xraystream.events.ObjectReference;
import org.xraystream.model.ModelIdentity;
import org.xraystream.registry.Announcement;
import org.xraystream.registry.ModelReleases;
import org.xraystream.schemas.Topics;
import org.xraystream.service.PublishException;

/** Announces candidates. */
record Candidates(ModelReleases releases, TrainingLease lease) {
    /**
     * Announces the candidate of a run, and with it that the run is over: both or neither.
     *
     * @param stored its package
     */
    RetrainOutcome.Announced announce(RunPlan plan, Verdict verdict, ObjectReference stored) throws PublishException {
        Instant now = Instant.now();
        ModelIdentity model = verdict.candidate().manifest().identity();
        Map<String, Double> figures = new HashMap<>(verdict.figures());
        figures.put(Announcement.GATE_PASSED, verdict.passed() ? 1.0 : 0.0);
        ModelReleased event = ModelReleased.newBuilder()
                .setEventId(UUID.nameUUIDFromBytes(plan.id().getBytes(StandardCharsets.UTF_8))
                        .toString())
                .setOccurredAt(now)
                .setModel(Announcement.reference(verdict.candidate().manifest()))
                .setRole(ModelRole.CANDIDATE)
                .setPackageReference(stored)
                .setMetrics(figures)
                .setReleasedBy(TrainingLease.GROUP)
                .setReason("Trained further from " + plan.champion().version() + " in the run " + plan.id()
                        + (verdict.passed()
                                ? "; it passed its gate."
                                : "; it did not pass its gate and must not serve."))
                .build();
        String metadata = new LastRun(plan.id(), now).metadata();
        Map<TopicPartition, OffsetAndMetadata> offsets = plan.ends().of(Topics.CORRECTIONS).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, end -> new OffsetAndMetadata(end.getValue(), metadata)));
        releases.announce(List.of(event), new ModelReleases.Progress(offsets, lease.group()));
        return new RetrainOutcome.Announced(
                model.id(), model.version(), plan.id(), verdict.passed(), Map.copyOf(figures));
    }
}
