package org.xraystream.imaging;

/** Bytes that are no image that can be read. The sender's mistake, never ours: a retry with the same bytes is vain. */
public final class InvalidImageException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is wrong with the bytes. */
    public enum Code {
        /** No bytes at all. */
        EMPTY,
        /** Neither JPEG nor PNG, or a variant of them that is not read. */
        UNSUPPORTED_FORMAT,
        /** The structure is broken, or goes on longer than that of any picture (a JPEG of more than 100 scans). */
        CORRUPT,
        /** The bytes end before the image does. */
        TRUNCATED,
        /** More pixels than the limit. */
        TOO_LARGE
    }

    private final Code code;

    InvalidImageException(Code code, String message) {
        super(message);
        this.code = code;
    }

    InvalidImageException(Code code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
