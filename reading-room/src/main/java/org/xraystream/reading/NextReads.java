package org.xraystream.reading;

import java.time.Instant;
import java.util.List;

/**
 * Images without a label, in the order in which a reader should look at them; no result of a model among what is said.
 *
 * @param items those that await their blind read before those that the strategy chose
 * @param sample how it gets on, as of some seconds ago; null when the database was away then
 * @param notice travels with every answer about images
 */
record NextReads(Strategy strategy, List<Item> items, AuditProgress sample, String notice) {
    /**
     * An image to read.
     *
     * @param image URL path of the radiograph
     * @param selection AUDIT, UNCERTAIN, DISAGREEMENT or VOLUNTARY: what the label is to say of why it was read
     */
    record Item(
            String imageId,
            String image,
            String selection,
            String priority,
            String source,
            String modality,
            String view,
            Instant receivedAt) {}
}
