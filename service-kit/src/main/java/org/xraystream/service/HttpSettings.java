package org.xraystream.service;

/**
 * Where a service listens.
 *
 * @param host address to bind
 * @param port 0 for any free one
 */
public record HttpSettings(String host, int port) {
    /** Reads {@code PREFIX.http.host} and {@code PREFIX.http.port}. */
    public static HttpSettings from(Settings settings, String prefix) {
        return new HttpSettings(
                settings.text(prefix + ".http.host"), settings.integer(prefix + ".http.port", 0, 65_535));
    }
}
