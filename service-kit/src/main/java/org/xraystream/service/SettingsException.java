package org.xraystream.service;

/** A setting is missing or wrong; the message is one sentence that names it and says what to do. */
public final class SettingsException extends RuntimeException {
    public SettingsException(String message) {
        super(message);
    }
}
