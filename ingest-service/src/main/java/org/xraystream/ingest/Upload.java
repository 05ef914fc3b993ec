package org.xraystream.ingest;

import java.util.Optional;
import org.xraystream.events.Priority;
import org.xraystream.events.ViewPosition;

/**
 * One radiograph as a caller sent it.
 *
 * @param bytes of the image file
 * @param mediaType as the caller declared it, without parameters
 * @param metadata what the caller said about it
 */
record Upload(byte[] bytes, String mediaType, Metadata metadata) {
    /**
     * What a caller may say of an image; identities are still plain here and never leave the service so.
     *
     * @param source the modality or site
     * @param modality DICOM modality code, such as DX
     */
    record Metadata(
            String source,
            Optional<String> modality,
            ViewPosition view,
            Priority priority,
            Optional<String> patient,
            Optional<String> study) {
        /** Without the identities, lest they reach a log. */
        @Override
        public String toString() {
            return "Metadata[source=" + source + ", priority=" + priority + "]";
        }
    }

    @Override
    public String toString() {
        return "Upload[" + mediaType + ", " + bytes.length + " bytes, " + metadata + "]";
    }
}
