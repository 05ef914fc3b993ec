package org.xraystream.schemas;

import static org.xraystream.schemas.Topic.Retention.COMPACT;
import static org.xraystream.schemas.Topic.Retention.DELETE;

import java.util.List;
import org.xraystream.events.DiagnosisMade;
import org.xraystream.events.DriftMeasured;
import org.xraystream.events.ImageReceived;
import org.xraystream.events.ImageRejected;
import org.xraystream.events.LabelCorrected;
import org.xraystream.events.ModelReference;
import org.xraystream.events.ModelReleased;

/** The catalogue: every topic of the system, each with one writer but for the dead letters. */
public final class Topics {
    /** Accepted radiographs, by imageId; written by ingest-service. Its partitions are the unit of scaling. */
    public static final Topic<ImageReceived> IMAGES = Topic.ofEvents("xray.images", DELETE, ImageReceived.class);

    /** Results, by imageId; written by inference-streams in transactions: read with {@code read_committed}. */
    public static final Topic<DiagnosisMade> DIAGNOSES = Topic.ofEvents("xray.diagnoses", DELETE, DiagnosisMade.class);

    /** Radiographs that could not be read, by imageId; written by inference-streams. */
    public static final Topic<ImageRejected> REJECTIONS =
            Topic.ofEvents("xray.rejections", DELETE, ImageRejected.class);

    /** Labels given by readers, by imageId; written by reading-room. */
    public static final Topic<LabelCorrected> CORRECTIONS =
            Topic.ofEvents("xray.corrections", DELETE, LabelCorrected.class);

    /**
     * Model versions and their roles, by {@link #modelKey}, so that compaction keeps the last role of each version: by
     * the model's id alone a shadow would take away the champion's record. Written by training-job.
     */
    public static final Topic<ModelReleased> MODELS = Topic.ofEvents("xray.models", COMPACT, ModelReleased.class);

    /** Results of the shadow model, by imageId; written by inference-streams, never shown as a result. */
    public static final Topic<DiagnosisMade> SHADOW_DIAGNOSES =
            Topic.ofEvents("xray.shadow-diagnoses", DELETE, DiagnosisMade.class);

    /** How the images differ from what the model was made of, by source; written by training-job. */
    public static final Topic<DriftMeasured> DRIFT = Topic.ofEvents("xray.drift", DELETE, DriftMeasured.class);

    /** Records that could not be used, as they came; their headers are those of {@link DeadLetter}. */
    public static final Topic<byte[]> DEAD_LETTERS = Topic.ofBytes("xray.dead-letters");

    private Topics() {}

    /** The key of a model's announcements. */
    public static String modelKey(ModelReference model) {
        return model.getId() + "/" + model.getVersion();
    }

    /** All of the above. */
    public static List<Topic<?>> all() {
        return List.of(IMAGES, DIAGNOSES, REJECTIONS, CORRECTIONS, MODELS, SHADOW_DIAGNOSES, DRIFT, DEAD_LETTERS);
    }
}
