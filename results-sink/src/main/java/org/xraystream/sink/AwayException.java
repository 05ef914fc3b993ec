package org.xraystream.sink;

/** Something that the sink needs is away; the same work may succeed later, and no record is to blame. */
final class AwayException extends Exception {
    AwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
