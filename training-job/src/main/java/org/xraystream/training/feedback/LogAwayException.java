package org.xraystream.training.feedback;

/** The broker or the schema registry does not answer, which says nothing about the log: try again. */
public final class LogAwayException extends Exception {
    LogAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
