package org.xraystream.imaging;

import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import org.xraystream.imaging.InvalidImageException.Code;

/**
 * The warnings of a decoder that fills missing pixels with grey and goes on: for a radiograph that is an error.
 * Warnings about metadata, or about bytes between segments, change no pixel and are let pass.
 */
final class DecodeWarnings implements IIOReadWarningListener {
    private final List<String> warnings = new ArrayList<>();

    @Override
    public void warningOccurred(ImageReader source, String warning) {
        warnings.add(warning);
    }

    void check(ImageFormat format) throws InvalidImageException {
        for (String warning : warnings) {
            if (warning.contains("remature end")) {
                throw new InvalidImageException(
                        Code.TRUNCATED, "The " + format + " image is cut short: " + warning + ".");
            }
            if (warning.startsWith("Corrupt") && !warning.contains("extraneous")) {
                throw new InvalidImageException(Code.CORRUPT, "The " + format + " image is damaged: " + warning + ".");
            }
        }
    }
}
