package org.xraystream.stack;

/** The infrastructure could not be started; the message is one sentence for the user that says why and what to do. */
public final class InfrastructureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InfrastructureException(String message) {
        super(message);
    }

    InfrastructureException(String message, Throwable cause) {
        super(message, cause);
    }
}
