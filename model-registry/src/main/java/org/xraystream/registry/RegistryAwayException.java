package org.xraystream.registry;

/** The schema registry does not answer, so that an announcement cannot be read yet. */
public final class RegistryAwayException extends Exception {
    public RegistryAwayException(RuntimeException cause) {
        super("The schema registry does not answer: " + cause.getMessage(), cause);
    }
}
