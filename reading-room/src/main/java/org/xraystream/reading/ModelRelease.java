package org.xraystream.reading;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * A model version in its latest role.
 *
 * @param role CANDIDATE, SHADOW, CHAMPION or RETIRED
 * @param metrics name to number
 */
record ModelRelease(
        String id,
        String version,
        String sha256,
        String role,
        JsonNode metrics,
        Instant releasedAt,
        String releasedBy,
        String reason) {}
