package org.xraystream.imaging;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The image formats that are read, recognised by their first bytes and never by a file name. */
public enum ImageFormat {
    JPEG("image/jpeg", "\u00FF\u00D8\u00FF"),
    PNG("image/png", "\u0089PNG\r\n\u001A\n");

    private final String mediaType;
    private final String magic;

    ImageFormat(String mediaType, String magic) {
        this.mediaType = mediaType;
        this.magic = magic;
    }

    /** The IANA media type, such as {@code image/jpeg}. */
    public String mediaType() {
        return mediaType;
    }

    static Optional<ImageFormat> of(byte[] bytes) {
        return Arrays.stream(values()).filter(format -> format.begins(bytes)).findFirst();
    }

    private boolean begins(byte[] bytes) {
        return bytes.length >= magic.length()
                && new String(bytes, 0, magic.length(), StandardCharsets.ISO_8859_1).equals(magic);
    }
}
