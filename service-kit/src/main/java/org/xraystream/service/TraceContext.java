package org.xraystream.service;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * W3C Trace Context, level 1: the {@code traceparent} that joins the events of one radiograph, in HTTP and in Kafka's
 * record headers.
 *
 * @param traceId 32 hexadecimal digits, the same for the whole trace
 * @param spanId 16 hexadecimal digits, this step's own
 */
public record TraceContext(String traceId, String spanId) {
    public static final String HEADER = "traceparent";

    private static final Pattern FORMAT = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}");
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A trace that begins here. */
    public static TraceContext root() {
        return new TraceContext(random(16), random(8));
    }

    /** The step after the one that the header names; a new trace if the header is absent or malformed, as W3C asks. */
    public static TraceContext continuing(String header) {
        Matcher matcher = FORMAT.matcher(header == null ? "" : header);
        return matcher.matches() ? new TraceContext(matcher.group(1), random(8)) : root();
    }

    /** The step after the one that a record's headers name. */
    public static TraceContext continuing(Headers headers) {
        return continuing(Optional.ofNullable(headers.lastHeader(HEADER))
                .map(Header::value)
                .map(value -> new String(value, StandardCharsets.US_ASCII))
                .orElse(null));
    }

    /** Replaces what the headers of a record say. */
    public void writeTo(Headers headers) {
        headers.remove(HEADER);
        headers.add(HEADER, toString().getBytes(StandardCharsets.US_ASCII));
    }

    /** As it stands in the header, always sampled. */
    @Override
    public String toString() {
        return "00-" + traceId + "-" + spanId + "-01";
    }

    private static String random(int bytes) {
        byte[] value = new byte[bytes];
        RANDOM.nextBytes(value);
        return HexFormat.of().formatHex(value);
    }
}
