package org.xraystream.service;

/** The object does not exist: another attempt does not help. */
public final class ObjectMissingException extends Exception {
    public ObjectMissingException(String message) {
        super(message);
    }
}
