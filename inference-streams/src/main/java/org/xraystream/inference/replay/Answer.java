package org.xraystream.inference.replay;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.xraystream.events.DiagnosisMade;
import org.xraystream.events.Finding;
import org.xraystream.events.ImageRejected;
import org.xraystream.events.ModelReference;
import org.xraystream.events.UncertainReason;

/** What a topic says of an image, as far as answers are compared. */
sealed interface Answer {
    /** How the answers of rejected images are called. */
    String REJECTED = "REJECTED";

    /** In a word. */
    String finding();

    /** A diagnosis. */
    record Read(
            Finding verdict,
            Optional<UncertainReason> reason,
            double probability,
            Optional<ByteBuffer> evidence,
            ModelReference model)
            implements Answer {
        static Read of(DiagnosisMade event) {
            return new Read(
                    event.getFinding(),
                    event.getUncertainReason(),
                    event.getProbability(),
                    event.getEvidence().map(map -> map.getValues()),
                    event.getModel());
        }

        @Override
        public String finding() {
            return verdict.name();
        }

        /** Whether finding, reason, probability and evidence are the same, bit for bit. */
        boolean isExactly(Read other) {
            return verdict == other.verdict
                    && reason.equals(other.reason)
                    && Double.doubleToLongBits(probability) == Double.doubleToLongBits(other.probability)
                    && evidence.equals(other.evidence);
        }
    }

    /**
     * A rejection.
     *
     * @param passing whether it says nothing of the image itself, such as that its object is gone
     */
    record Rejected(String code, boolean passing) implements Answer {
        static Rejected of(ImageRejected event) {
            return new Rejected(event.getReasonCode(), event.getRetryable());
        }

        @Override
        public String finding() {
            return REJECTED;
        }
    }
}
