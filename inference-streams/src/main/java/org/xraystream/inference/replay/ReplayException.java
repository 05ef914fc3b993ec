package org.xraystream.inference.replay;

/** Why a replay cannot go on; the message is for the person who started it. */
public final class ReplayException extends Exception {
    ReplayException(String message) {
        super(message);
    }

    ReplayException(String message, Throwable cause) {
        super(message, cause);
    }
}
