package org.xraystream.reading;

import java.util.Arrays;
import org.xraystream.events.Selection;
import org.xraystream.service.Settings;

/** Which image without a label to ask about next, once the audit sample is read. Ties go by image id. */
enum Strategy {
    /** By image id, which is a hash of the content: an order that nothing about the image has a say in. */
    RANDOM("", "w.image_id", Selection.VOLUNTARY),
    /** The calibrated probability nearest to the threshold first (uncertainty sampling, Lewis and Gale 1994). */
    UNCERTAIN("", "abs(w.probability - w.threshold), w.image_id", Selection.UNCERTAIN),
    /** Where champion and shadow have different findings, the largest difference of their probabilities first. */
    DISAGREEMENT(
            " AND w.finding <> w.shadow_finding",
            "abs(w.probability - w.shadow_probability) DESC, w.image_id",
            Selection.DISAGREEMENT);

    private static final String SETTING = "reading-room.audit-strategy";

    private final String condition;
    private final String order;
    private final Selection selection;

    Strategy(String condition, String order, Selection selection) {
        this.condition = condition;
        this.order = order;
        this.selection = selection;
    }

    /** Reads {@code reading-room.audit-strategy}. */
    static Strategy from(Settings settings) {
        String name = settings.text(SETTING);
        return Arrays.stream(values())
                .filter(strategy -> strategy.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> Settings.wrong(SETTING, "must be random, uncertain or disagreement, not " + name));
    }

    /** On {@code work_list w}, after other conditions; each order has an index of its own. */
    String condition() {
        return condition;
    }

    String order() {
        return order;
    }

    /** What labels of such images say. */
    Selection selection() {
        return selection;
    }
}
