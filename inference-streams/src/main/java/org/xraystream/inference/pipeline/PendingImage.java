package org.xraystream.inference.pipeline;

import org.xraystream.events.ImageReceived;
import org.xraystream.events.Priority;

/** An image whose outcome is still to be found. */
record PendingImage(ImageReceived image, long number, Mailbox mailbox) {
    boolean isUrgent() {
        return image.getPriority() == Priority.URGENT;
    }

    /** Whether nobody waits for its outcome any more. */
    boolean isCancelled() {
        return mailbox.isClosed();
    }

    void finish(Outcome outcome) {
        mailbox.post(number, outcome);
    }
}
