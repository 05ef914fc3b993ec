package org.xraystream.service;

/** An event was not acknowledged; the same call may succeed later. */
public final class PublishException extends Exception {
    public PublishException(String message, Throwable cause) {
        super(message, cause);
    }
}
