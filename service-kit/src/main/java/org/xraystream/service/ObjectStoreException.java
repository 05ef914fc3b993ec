package org.xraystream.service;

/** The object store is away or refused; the same call may succeed later. */
public final class ObjectStoreException extends Exception {
    public ObjectStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
