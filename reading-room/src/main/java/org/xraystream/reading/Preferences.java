package org.xraystream.reading;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header {@code Prefer} (RFC 7240); what is malformed or unknown is ignored, as the RFC asks. */
final class Preferences {
    static final String REQUEST_HEADER = "Prefer";
    static final String RESPONSE_HEADER = "Preference-Applied";

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final Pattern WAIT =
            Pattern.compile("(?:^|[,;])\\s*wait\\s*=\\s*\"?(\\d{1,9})\"?\\s*(?:$|[,;])", Pattern.CASE_INSENSITIVE);

    private Preferences() {}

    /** How long the client is ready to wait, at most 60 s; zero if it does not say. */
    static Duration waitOf(String header) {
        Matcher matcher = WAIT.matcher(header == null ? "" : header);
        if (!matcher.find()) {
            return Duration.ZERO;
        }
        Duration asked = Duration.ofSeconds(Long.parseLong(matcher.group(1)));
        return asked.compareTo(LONGEST_WAIT) < 0 ? asked : LONGEST_WAIT;
    }
}
