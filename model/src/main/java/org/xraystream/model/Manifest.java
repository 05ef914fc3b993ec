package org.xraystream.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.xraystream.model.net.Architecture;
import org.xraystream.model.net.InputRanges;
import org.xraystream.model.net.Precision;

/**
 * What a model package says of its model: the file {@code manifest.json}.
 *
 * @param formatVersion of this file, {@value #FORMAT_VERSION}
 * @param id the model's name
 * @param version semantic version of the release
 * @param intendedUse what the model may be used for and what not
 * @param createdAt when it was trained, ISO 8601 in UTC
 * @param architecture the network that the weights belong to
 * @param preprocessing how its input is made
 * @param classes {@link #CLASSES}: the class that the probability is of last
 * @param calibration how its logit becomes a probability
 * @param decision how the probability becomes a finding
 * @param trainingData what it was made of
 * @param experiment the settings of the training run, enough to repeat it
 * @param metrics the figures of the released weights by evaluation set, each as {@code evaluate} reports them
 * @param weightsSha256 of the weights file, in lower-case hexadecimal digits
 * @param reference how films that it was judged on are distributed; {@link Reference#none} if that was not measured
 */
public record Manifest(
        int formatVersion,
        String id,
        String version,
        String intendedUse,
        String createdAt,
        Architecture architecture,
        Preprocessing preprocessing,
        List<String> classes,
        Calibration calibration,
        Decision decision,
        TrainingData trainingData,
        JsonNode experiment,
        JsonNode metrics,
        String weightsSha256,
        Reference reference) {
    public static final int FORMAT_VERSION = 2;
    public static final String INTENDED_USE = "Research and decision support only. Not for diagnostic use.";

    /** Of the metrics: how the figures change in other precisions than float32, by precision. */
    public static final String PRECISIONS = "precisions";

    /** Of {@link Precision#INT8}: the {@link #inputRanges}. */
    public static final String RANGES = "ranges";

    private static final String ALLOWED = "allowed";

    /** The two classes of this format version, in the only order that the decision rule knows. */
    public static final List<String> CLASSES = List.of(Finding.NORMAL.name(), Finding.PNEUMONIA.name());

    public Manifest {
        classes = List.copyOf(classes);
        if (!classes.equals(CLASSES)) {
            throw new IllegalArgumentException("The classes " + classes + " are not " + CLASSES + ", in this order.");
        }
    }

    /** A model whose reference is not measured yet. */
    public Manifest(
            int formatVersion,
            String id,
            String version,
            String intendedUse,
            String createdAt,
            Architecture architecture,
            Preprocessing preprocessing,
            List<String> classes,
            Calibration calibration,
            Decision decision,
            TrainingData trainingData,
            JsonNode experiment,
            JsonNode metrics,
            String weightsSha256) {
        this(
                formatVersion,
                id,
                version,
                intendedUse,
                createdAt,
                architecture,
                preprocessing,
                classes,
                calibration,
                decision,
                trainingData,
                experiment,
                metrics,
                weightsSha256,
                Reference.none());
    }

    /** The same model after a change of what its weights file holds and of its figures. */
    public Manifest with(String changedSha256, JsonNode changedMetrics) {
        return with(changedSha256, changedMetrics, reference);
    }

    /** The same model with a reference that was measured after it was made. */
    public Manifest with(Reference measured) {
        return with(weightsSha256, metrics, measured);
    }

    private Manifest with(String changedSha256, JsonNode changedMetrics, Reference changedReference) {
        return new Manifest(
                formatVersion,
                id,
                version,
                intendedUse,
                createdAt,
                architecture,
                preprocessing,
                classes,
                calibration,
                decision,
                trainingData,
                experiment,
                changedMetrics,
                changedSha256,
                changedReference);
    }

    /**
     * What the network may be computed in: float32, and each precision that the figures were found to hold in, which is
     * what {@code precisions} of the {@link #metrics} say.
     */
    @JsonIgnore
    public Set<Precision> precisions() {
        Set<Precision> allowed = EnumSet.of(Precision.FLOAT32);
        for (Precision precision : Precision.values()) {
            if (metrics.path(PRECISIONS).path(precision.name()).path(ALLOWED).asBoolean()) {
                allowed.add(precision);
            }
        }
        return allowed;
    }

    /**
     * The ranges that {@link Precision#INT8} computes in, which are among what {@code precisions} of the metrics say of
     * it; {@link InputRanges#NONE} if they were not measured.
     */
    @JsonIgnore
    public InputRanges inputRanges() {
        List<InputRanges.Range> ranges = new ArrayList<>();
        metrics.path(PRECISIONS)
                .path(Precision.INT8.name())
                .path(RANGES)
                .forEach(range -> ranges.add(new InputRanges.Range(
                        range.path("low").floatValue(), range.path("high").floatValue())));
        return new InputRanges(ranges);
    }

    /** Which model this is. */
    public ModelIdentity identity() {
        return new ModelIdentity(id, version, weightsSha256);
    }

    /**
     * What a model was made of.
     *
     * @param splitRule how training, validation and held-out films were parted
     * @param trainNormal films that the weights were fitted to
     * @param trainPneumonia films that the weights were fitted to
     * @param validation films that stopping, calibration and threshold were chosen on
     * @param heldOut films that nothing was chosen on
     * @param source what the films are, whose, and under which licence
     */
    public record TrainingData(
            String splitRule, int trainNormal, int trainPneumonia, int validation, int heldOut, String source) {}
}
