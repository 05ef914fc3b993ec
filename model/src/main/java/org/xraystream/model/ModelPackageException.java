package org.xraystream.model;

/** A model package that cannot be used; the message says which one, why, and what to do. */
public final class ModelPackageException extends Exception {
    private static final long serialVersionUID = 1L;

    public ModelPackageException(String message) {
        super(message);
    }

    public ModelPackageException(String message, Throwable cause) {
        super(message, cause);
    }
}
