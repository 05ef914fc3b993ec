package org.xraystream.training.feedback;

import java.time.Instant;
import org.xraystream.events.ObjectReference;
import org.xraystream.events.Selection;

/**
 * An image and what it was found to show.
 *
 * @param imageId its id
 * @param object where its bytes are
 * @param patient whose it is, as a pseudonym; the imageId where the image came without one
 * @param pneumonia the label
 * @param weight how much it counts in training, from 0
 * @param blind whether the label was given before the model's result was shown
 * @param selection why the reader read it
 * @param labelledAt when the last of those who gave this label did
 * @param source the modality or site that sent it
 */
public record LabelledImage(
        String imageId,
        ObjectReference object,
        String patient,
        boolean pneumonia,
        double weight,
        boolean blind,
        Selection selection,
        Instant labelledAt,
        String source) {}
