package org.xraystream.inference;

/** Something that reading needs is away: the stream thread starts again from its last commit, and nothing is lost. */
public final class StageUnavailableException extends RuntimeException {
    StageUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
