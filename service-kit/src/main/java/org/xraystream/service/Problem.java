package org.xraystream.service;

/**
 * A problem document, RFC 9457, media type {@code application/problem+json}.
 *
 * @param type URI reference that identifies the kind of problem
 * @param title the kind, in words
 * @param status HTTP status
 * @param detail what was wrong with this request, and what to do
 */
public record Problem(String type, String title, int status, String detail) {
    public static final String MEDIA_TYPE = "application/problem+json";

    /**
     * A problem of a kind.
     *
     * @param kind short name in kebab case, such as {@code truncated-image}
     */
    public static Problem of(int status, String kind, String title, String detail) {
        return new Problem("/problems/" + kind, title, status, detail);
    }
}
