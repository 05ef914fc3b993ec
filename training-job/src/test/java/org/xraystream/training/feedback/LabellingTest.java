package org.xraystream.training.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.xraystream.events.DiagnosisMade;
import org.xraystream.events.EvidenceMap;
import org.xraystream.events.Finding;
import org.xraystream.events.ImageReceived;
import org.xraystream.events.Label;
import org.xraystream.events.LabelCorrected;
import org.xraystream.events.ModelReference;
import org.xraystream.events.ObjectReference;
import org.xraystream.events.Selection;
import org.xraystream.events.StageTimings;

final class LabellingTest {
    private static final String IMAGE = "image";

    private final List<LabelCorrected> corrections = new ArrayList<>();
    private final Map<String, ImageReceived> images = new HashMap<>(Map.of(IMAGE, image(IMAGE, "a")));
    private final Map<String, DiagnosisMade> diagnoses = new HashMap<>();

    @Test
    void ofOneReaderTheLastWordCountsWhateverTheOrderOfTheLog() {
        says("r1", Label.NORMAL, true, 2);
        says("r1", Label.PNEUMONIA, true, 1);
        assertThat(only().pneumonia()).isFalse();
    }

    @Test
    void aBlindLabelOutranksAnyThatWasGivenWithTheResultInView() {
        says("r1", Label.PNEUMONIA, false, 1);
        says("r2", Label.NORMAL, true, 2);
        says("r3", Label.NORMAL, true, 3);
        assertThat(only().pneumonia()).isTrue();
        assertThat(only().blind()).isTrue();
    }

    @Test
    void aReaderWhomTheResultHasChangedTheMindOfTakesNothingBack() {
        says("r1", Label.PNEUMONIA, false, 1);
        says("r1", Label.NORMAL, true, 2);
        assertThat(only().pneumonia()).isTrue();
        says("r1", Label.NORMAL, false, 3);
        assertThat(only().pneumonia()).isFalse();
    }

    @Test
    void amongReadersOfTheSameRankTheMajorityDecidesAndATieLeavesTheImageOut() {
        says("r1", Label.PNEUMONIA, true, 1);
        says("r2", Label.NORMAL, true, 2);
        assertThat(feedback().labels()).isEmpty();
        assertThat(feedback().counts().conflicts()).isEqualTo(1);
        says("r3", Label.PNEUMONIA, true, 3);
        assertThat(only().pneumonia()).isTrue();
        assertThat(only().labelledAt()).isEqualTo(Instant.ofEpochSecond(3));
    }

    @Test
    void anEventThatIsDeliveredTwiceCountsOnceAndAnUnknownLabelNotAtAll() {
        says("r1", Label.PNEUMONIA, true, 1);
        corrections.add(corrections.get(0));
        says("r2", Label.UNKNOWN, true, 2);
        assertThat(only().pneumonia()).isTrue();
        assertThat(feedback().counts()).isEqualTo(new Feedback.Counts(2, 1, 0, 1, 0, 0, 0, 0, 1));
    }

    @Test
    void aLabelThatConfirmsWhatTheReaderHadSeenCountsNothingAndOneAgainstItAPart() {
        diagnoses.put("d", diagnosis("d", Finding.PNEUMONIA));
        answers("r1", Label.PNEUMONIA, "d");
        assertThat(only().weight()).isZero();
        corrections.clear();
        answers("r1", Label.NORMAL, "d");
        assertThat(only().weight()).isEqualTo(0.25);
        corrections.clear();
        diagnoses.put("d", diagnosis("d", Finding.UNCERTAIN));
        answers("r1", Label.PNEUMONIA, "d");
        assertThat(only().weight()).isEqualTo(0.25);
        corrections.clear();
        says("r1", Label.PNEUMONIA, false, 1);
        assertThat(only().weight()).isEqualTo(1);
    }

    @Test
    void withoutAPseudonymAnImageIsAPatientOfItsOwnAndACopyOrAnImageThatIsNotInTheLogIsCounted() {
        says("r1", Label.PNEUMONIA, true, 1);
        corrections.add(correction("copy", "r1", Label.NORMAL, true, 1));
        corrections.add(correction("nowhere", "r1", Label.NORMAL, true, 1));
        images.put("copy", image("copy", "a"));
        assertThat(feedback().counts().copies()).isEqualTo(1);
        assertThat(feedback().counts().withoutImage()).isEqualTo(1);
        assertThat(only().patient()).isEqualTo("copy");
        images.put(
                "copy",
                ImageReceived.newBuilder(images.get("copy"))
                        .setPatientPseudonym("p")
                        .build());
        assertThat(only().patient()).isEqualTo("p");
    }

    private LabelledImage only() {
        List<LabelledImage> labels = feedback().labels();
        assertThat(labels).hasSize(1);
        return labels.get(0);
    }

    private Feedback feedback() {
        return new Labelling(new LabelWeights(1, 0.25, 0)).of(new FeedbackEvents(corrections, images, diagnoses, 0));
    }

    private void says(String reader, Label label, boolean seen, long second) {
        corrections.add(correction(IMAGE, reader, label, seen, second));
    }

    private void answers(String reader, Label label, String diagnosis) {
        corrections.add(LabelCorrected.newBuilder(correction(IMAGE, reader, label, true, 1))
                .setSupersededDiagnosisId(diagnosis)
                .build());
    }

    private static LabelCorrected correction(String image, String reader, Label label, boolean seen, long second) {
        return LabelCorrected.newBuilder()
                .setEventId(image + reader + label + seen + second)
                .setOccurredAt(Instant.ofEpochSecond(second))
                .setImageId(image)
                .setLabel(label)
                .setReaderPseudonym(reader)
                .setModelResultSeen(seen)
                .setSelection(Selection.VOLUNTARY)
                .build();
    }

    private static ImageReceived image(String id, String content) {
        return ImageReceived.newBuilder()
                .setEventId(id)
                .setOccurredAt(Instant.EPOCH)
                .setImageId(id)
                .setObject(new ObjectReference("images", id, 1L, DigestUtils.sha256Hex(content)))
                .setMediaType("image/png")
                .setWidth(1)
                .setHeight(1)
                .setSource("ward")
                .build();
    }

    private static DiagnosisMade diagnosis(String id, Finding finding) {
        return DiagnosisMade.newBuilder()
                .setEventId(id)
                .setOccurredAt(Instant.EPOCH)
                .setImageId(IMAGE)
                .setFinding(finding)
                .setProbability(0.5)
                .setThreshold(0.5)
                .setEvidence(new EvidenceMap(0, 0, ByteBuffer.allocate(0)))
                .setModel(new ModelReference("m", "1", "00"))
                .setTimings(new StageTimings(0L, 0L, 0L, 0L))
                .build();
    }
}
