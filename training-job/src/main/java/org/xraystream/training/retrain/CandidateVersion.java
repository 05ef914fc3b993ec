package org.xraystream.training.retrain;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of a candidate (Semantic Versioning 2.0.0): the next minor one after its champion's, and of which run it
 * is, so that two candidates of one champion are told apart, and a run that is done again has the same.
 */
final class CandidateVersion {
    private static final Pattern VERSION = Pattern.compile("(\\d{1,9})\\.(\\d{1,9})\\.\\d{1,9}(?:[-+].*)?");
    private static final int RUN_DIGITS = 8;

    private CandidateVersion() {}

    /** @throws IllegalArgumentException if the champion's is no version */
    static String of(String champion, String run) {
        Matcher version = VERSION.matcher(champion);
        if (!version.matches()) {
            throw new IllegalArgumentException("The champion's version \"" + champion
                    + "\" is none like 1.2.3, so that none can follow it; release it under one that is.");
        }
        return version.group(1) + "." + (Long.parseLong(version.group(2)) + 1) + ".0-r" + run.substring(0, RUN_DIGITS);
    }
}
