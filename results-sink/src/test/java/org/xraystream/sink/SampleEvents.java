package org.xraystream.sink;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.xraystream.events.DiagnosisMade;
import org.xraystream.events.DriftMeasured;
import org.xraystream.events.EvidenceMap;
import org.xraystream.events.Finding;
import org.xraystream.events.ImageReceived;
import org.xraystream.events.ImageRejected;
import org.xraystream.events.Label;
import org.xraystream.events.LabelCorrected;
import org.xraystream.events.ModelReference;
import org.xraystream.events.ModelReleased;
import org.xraystream.events.ModelRole;
import org.xraystream.events.ObjectReference;
import org.xraystream.events.Priority;
import org.xraystream.events.Selection;
import org.xraystream.events.Stage;
import org.xraystream.events.StageTimings;
import org.xraystream.events.UncertainReason;
import org.xraystream.events.ViewPosition;
import org.xraystream.schemas.Topic;
import org.xraystream.schemas.Topics;

/** Events of images that have no patient. */
public final class SampleEvents {
    /** When the first image came in; the others follow a second apart. */
    public static final Instant START = Instant.parse("2026-03-01T08:00:00.123456Z");

    private static final Map<Class<?>, Topic<?>> TOPICS = Map.of(
            ImageReceived.class, Topics.IMAGES,
            DiagnosisMade.class, Topics.DIAGNOSES,
            ImageRejected.class, Topics.REJECTIONS,
            LabelCorrected.class, Topics.CORRECTIONS,
            ModelReleased.class, Topics.MODELS,
            DriftMeasured.class, Topics.DRIFT);

    private SampleEvents() {}

    public static ImageReceived image(String imageId, int second, Priority priority) {
        return image(imageId, START.plusSeconds(second), priority, object(imageId));
    }

    public static ImageReceived image(String imageId, Instant at, Priority priority, ObjectReference object) {
        return ImageReceived.newBuilder()
                .setEventId("image-" + imageId)
                .setOccurredAt(at)
                .setImageId(imageId)
                .setObject(object)
                .setMediaType("image/png")
                .setWidth(1024)
                .setHeight(768)
                .setModality("DX")
                .setView(ViewPosition.AP)
                .setStudyPseudonym("study-of-" + imageId)
                .setPatientPseudonym("patient-of-" + imageId)
                .setSource("ward-3")
                .setPriority(priority)
                .build();
    }

    public static DiagnosisMade diagnosis(String imageId, int second, Finding finding, double probability) {
        return diagnosis(imageId, START.plusSeconds(second), finding, probability, "1.0.0");
    }

    public static DiagnosisMade diagnosis(
            String imageId, Instant at, Finding finding, double probability, String modelVersion) {
        return DiagnosisMade.newBuilder()
                .setEventId("diagnosis-" + imageId + "-" + modelVersion)
                .setOccurredAt(at)
                .setImageId(imageId)
                .setStudyPseudonym("study-of-" + imageId)
                .setPatientPseudonym("patient-of-" + imageId)
                .setFinding(finding)
                .setUncertainReason(finding == Finding.UNCERTAIN ? UncertainReason.NEAR_THRESHOLD : null)
                .setProbability(probability)
                .setThreshold(0.5)
                .setEvidence(new EvidenceMap(2, 1, ByteBuffer.wrap(new byte[] {0, (byte) 255})))
                .setModel(model(modelVersion))
                .setQualityFlags(List.of("LOW_CONTRAST"))
                .setTimings(new StageTimings(1_000L, 2_000L, 3_000L, 4_000L))
                .build();
    }

    public static ImageRejected rejection(String imageId, int second) {
        return ImageRejected.newBuilder()
                .setEventId("rejection-" + imageId)
                .setOccurredAt(START.plusSeconds(second))
                .setImageId(imageId)
                .setStudyPseudonym("study-of-" + imageId)
                .setPatientPseudonym("patient-of-" + imageId)
                .setStage(Stage.DECODE)
                .setReasonCode("CORRUPT")
                .setMessage("The JPEG ends early.")
                .setRetryable(false)
                .build();
    }

    public static LabelCorrected correction(String imageId, int second, Label label) {
        return LabelCorrected.newBuilder()
                .setEventId("correction-" + imageId + "-" + second)
                .setOccurredAt(START.plusSeconds(second))
                .setImageId(imageId)
                .setLabel(label)
                .setReaderPseudonym("reader-1")
                .setModelResultSeen(true)
                .setComment("Clear bases.")
                .setSupersededDiagnosisId("diagnosis-" + imageId + "-1.0.0")
                .setSelection(Selection.VOLUNTARY)
                .build();
    }

    public static ModelReleased release(String version, int second, ModelRole role) {
        return ModelReleased.newBuilder()
                .setEventId("release-" + version + "-" + role)
                .setOccurredAt(START.plusSeconds(second))
                .setModel(model(version))
                .setRole(role)
                .setMetrics(Map.of("auroc", 0.97, "sensitivity", 0.94))
                .setReleasedBy("policy:gate")
                .setReason("non-inferior")
                .build();
    }

    public static DriftMeasured drift(String source, String week, double index) {
        return DriftMeasured.newBuilder()
                .setEventId("drift-" + source + "-" + week + "-" + index)
                .setOccurredAt(START)
                .setSource(source)
                .setWeek(week)
                .setStatistic("contrast")
                .setModel(model("1.0.0"))
                .setImages(120)
                .setPopulationStabilityIndex(index)
                .setBound(0.25)
                .setAlarm(index >= 0.25)
                .build();
    }

    /** Each event as it comes from its topic; a diagnosis is the champion's. */
    public static List<TopicEvent> published(List<? extends SpecificRecord> events) {
        return events.stream()
                .map(event -> new TopicEvent(TOPICS.get(event.getClass()).name(), event))
                .toList();
    }

    /** A diagnosis as it comes from the shadow model. */
    public static TopicEvent shadow(DiagnosisMade diagnosis) {
        return new TopicEvent(Topics.SHADOW_DIAGNOSES.name(), diagnosis);
    }

    public static ObjectReference object(String key) {
        return new ObjectReference("xray-images", key, 1234L, "ab".repeat(32));
    }

    private static ModelReference model(String version) {
        return new ModelReference("chest-cnn", version, "cd".repeat(32));
    }
}
