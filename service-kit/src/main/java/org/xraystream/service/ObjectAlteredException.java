package org.xraystream.service;

/** The object's bytes are not those that were promised. */
public final class ObjectAlteredException extends Exception {
    public ObjectAlteredException(String message) {
        super(message);
    }
}
