package org.xraystream.training.feedback;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.xraystream.events.DiagnosisMade;
import org.xraystream.events.Finding;
import org.xraystream.events.ImageReceived;
import org.xraystream.events.Label;
import org.xraystream.events.LabelCorrected;

/** Makes labels of events: by {@link Votes} what each image shows, and by {@link LabelWeights} what that counts. */
public final class Labelling {
    private final LabelWeights weights;

    public Labelling(LabelWeights weights) {
        this.weights = weights;
    }

    /** The labels of all that was corrected; the same events give the same labels. */
    Feedback of(FeedbackEvents events) {
        Set<String> known = new HashSet<>();
        int repeated = 0;
        int unknown = 0;
        Map<String, Votes> votes = new TreeMap<>();
        for (LabelCorrected correction : events.corrections()) {
            if (!known.add(correction.getEventId())) {
                repeated++;
            } else if (correction.getLabel() == Label.UNKNOWN) {
                unknown++;
            } else {
                votes.computeIfAbsent(correction.getImageId(), id -> new Votes())
                        .add(correction);
            }
        }
        return labelled(votes, events, known.size(), repeated, unknown);
    }

    private Feedback labelled(
            Map<String, Votes> votes, FeedbackEvents events, int corrections, int repeated, int unknown) {
        List<LabelledImage> labels = new ArrayList<>();
        Set<String> contents = new HashSet<>();
        int withoutImage = 0;
        int conflicts = 0;
        int copies = 0;
        for (Map.Entry<String, Votes> entry : votes.entrySet()) {
            ImageReceived image = events.images().get(entry.getKey());
            Optional<List<LabelCorrected>> decided = entry.getValue().decided();
            if (image == null) {
                withoutImage++;
            } else if (decided.isEmpty()) {
                conflicts++;
            } else if (!contents.add(image.getObject().getSha256())) {
                copies++;
            } else {
                labels.add(label(image, decided.get(), events.diagnoses()));
            }
        }
        int blind = (int) labels.stream().filter(LabelledImage::blind).count();
        return new Feedback(
                labels,
                new Feedback.Counts(
                        corrections,
                        repeated,
                        events.undecodable(),
                        unknown,
                        withoutImage,
                        conflicts,
                        copies,
                        blind,
                        labels.size() - blind));
    }

    private LabelledImage label(
            ImageReceived image, List<LabelCorrected> decided, Map<String, DiagnosisMade> diagnoses) {
        LabelCorrected last = decided.get(decided.size() - 1);
        double weight = decided.stream()
                .mapToDouble(correction -> weight(correction, diagnoses))
                .max()
                .orElseThrow();
        return new LabelledImage(
                image.getImageId(),
                image.getObject(),
                image.getPatientPseudonym().orElse(image.getImageId()),
                last.getLabel() == Label.PNEUMONIA,
                weight,
                !last.getModelResultSeen(),
                last.getSelection(),
                last.getOccurredAt(),
                image.getSource());
    }

    private double weight(LabelCorrected correction, Map<String, DiagnosisMade> diagnoses) {
        if (!correction.getModelResultSeen()) {
            return weights.blind();
        }
        Optional<Finding> said =
                correction.getSupersededDiagnosisId().map(diagnoses::get).map(DiagnosisMade::getFinding);
        boolean confirms = said.filter(
                        finding -> finding.name().equals(correction.getLabel().name()))
                .isPresent();
        return confirms ? weights.seenAgreeing() : weights.seen();
    }
}
