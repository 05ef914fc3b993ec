package org.xraystream.inference.replay;

import java.util.Locale;
import java.util.regex.Pattern;
import org.xraystream.events.DiagnosisMade;
import org.xraystream.events.ImageRejected;
import org.xraystream.model.ModelIdentity;
import org.xraystream.schemas.Topic;
import org.xraystream.schemas.Topics;

/** Where answers are: those of the service, or of one replay. Immutable. */
public record ReplayTopics(Topic<DiagnosisMade> diagnoses, Topic<ImageRejected> rejections) {
    /** What the name of every replay's topic begins with, so that it can be none of the system's own. */
    public static final String PREFIX = "xray.replay.";

    private static final String REJECTIONS = ".rejections";
    /** Kafka allows 249 characters. */
    private static final Pattern NAME = Pattern.compile(Pattern.quote(PREFIX) + "[a-zA-Z0-9._-]{1,200}");

    /** The service's own answers. */
    static ReplayTopics live() {
        return new ReplayTopics(Topics.DIAGNOSES, Topics.REJECTIONS);
    }

    /**
     * Those of a replay.
     *
     * @param name of the topic of its diagnoses; its rejections go to another beside it
     * @throws IllegalArgumentException if a replay may not be called so
     */
    public static ReplayTopics named(String name) {
        if (!NAME.matcher(name).matches() || name.endsWith(REJECTIONS)) {
            throw new IllegalArgumentException("The topic " + name + " is none for a replay: its name must begin with "
                    + PREFIX + ", go on in letters, digits, dots, hyphens or underscores, and not end in " + REJECTIONS
                    + ".");
        }
        return new ReplayTopics(Topics.DIAGNOSES.alike(name), Topics.REJECTIONS.alike(name + REJECTIONS));
    }

    /**
     * The answers that bear this name, of a replay or the service's.
     *
     * @throws IllegalArgumentException if it can be neither
     */
    public static ReplayTopics anyNamed(String name) {
        return name.equals(Topics.DIAGNOSES.name()) ? live() : named(name);
    }

    /**
     * The name of a replay that nobody has named.
     *
     * @param start tells it from other replays of the model
     */
    public static String defaultName(ModelIdentity model, String start) {
        String name = model.id() + "-" + model.version() + "-" + start;
        return PREFIX + name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]", "-");
    }

    /** The name of the topic of the diagnoses. */
    public String name() {
        return diagnoses.name();
    }
}
