package org.xraystream.inference;

import org.xraystream.events.DiagnosisMade;
import org.xraystream.events.ImageRejected;

/** What became of one image: an image is diagnosed or rejected, never neither and never both. */
public sealed interface Outcome {
    /** A model has read it. */
    record Diagnosed(DiagnosisMade event) implements Outcome {}

    /** It could not be read. */
    record Rejected(ImageRejected event) implements Outcome {}
}
