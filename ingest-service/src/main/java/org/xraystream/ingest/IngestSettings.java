package org.xraystream.ingest;

import java.net.URI;
import org.xraystream.service.HttpSettings;
import org.xraystream.service.Settings;

/**
 * The settings of the table {@code ingest}.
 *
 * @param maxBytes of one upload
 * @param maxPixels width × height of one image
 * @param maxConcurrentUploads more are refused with 503
 * @param readingRoom base URL of the results
 */
record IngestSettings(HttpSettings http, int maxBytes, long maxPixels, int maxConcurrentUploads, URI readingRoom) {
    static IngestSettings from(Settings settings) {
        long maxBytes = settings.bytes("ingest.max-bytes");
        if (maxBytes < 1 || maxBytes > Integer.MAX_VALUE / 2) {
            throw Settings.wrong("ingest.max-bytes", "must be from 1 B to 1 GiB");
        }
        return new IngestSettings(
                HttpSettings.from(settings, "ingest"),
                (int) maxBytes,
                settings.integer("ingest.max-pixels", 1, Integer.MAX_VALUE),
                settings.integer("ingest.max-concurrent-uploads", 1, 10_000),
                settings.url("ingest.reading-room-url"));
    }
}
