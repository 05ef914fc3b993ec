package org.xraystream.service;

import java.net.URI;
import java.time.Duration;

/**
 * How to reach the object store (S3 API), and what it calls its buckets.
 *
 * @param requestTimeout of one request, all of it
 */
public record ObjectStoreSettings(
        URI endpoint,
        String accessKey,
        String secretKey,
        String region,
        String imagesBucket,
        String modelsBucket,
        Duration connectTimeout,
        Duration requestTimeout) {

    /** Reads the table {@code object-store}. */
    public static ObjectStoreSettings from(Settings settings) {
        return new ObjectStoreSettings(
                settings.url("object-store.endpoint"),
                settings.text("object-store.access-key"),
                settings.text("object-store.secret-key"),
                settings.text("object-store.region"),
                settings.text("object-store.images-bucket"),
                settings.text("object-store.models-bucket"),
                settings.duration("object-store.connect-timeout"),
                settings.duration("object-store.request-timeout"));
    }

    /** Without the secret, since settings are printed in logs. */
    @Override
    public String toString() {
        return "ObjectStoreSettings[" + endpoint + ", accessKey=" + accessKey + "]";
    }
}
