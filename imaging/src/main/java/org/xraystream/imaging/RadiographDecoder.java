package org.xraystream.imaging;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.xraystream.imaging.InvalidImageException.Code;

/** Turns the bytes of a radiograph into grey levels. Stateless and thread-safe. */
public final class RadiographDecoder {
    private RadiographDecoder() {}

    /** {@link #decode(byte[], long)} with {@link ImageHeader#DEFAULT_MAX_PIXELS}. */
    public static GreyImage decode(byte[] bytes) throws InvalidImageException {
        return decode(bytes, ImageHeader.DEFAULT_MAX_PIXELS);
    }

    /**
     * Decodes a JPEG (baseline or progressive; grey, YCbCr, RGB, CMYK, YCCK) or a PNG (1 to 16 bits; grey, RGB,
     * palette, with or without alpha, which is ignored). Grey levels are the stored samples, divided by the largest one
     * that their bit depth has: no colour management. Colours become luma (ITU-R BT.601). EXIF orientation is applied.
     *
     * @param maxPixels the most pixels (width × height) that are decoded
     * @throws InvalidImageException if the bytes are no whole image of these kinds
     */
    public static GreyImage decode(byte[] bytes, long maxPixels) throws InvalidImageException {
        ImageStructure structure = ImageStructure.read(bytes, maxPixels);
        ImageFormat format = structure.header().format();
        ImageReader reader = ImageIO.getImageReadersByFormatName(format.name().toLowerCase(Locale.ROOT))
                .next();
        try (ImageInputStream input =
                new MemoryCacheImageInputStream(new ByteArrayInputStream(withoutColourProfiles(bytes, structure)))) {
            DecodeWarnings warnings = new DecodeWarnings();
            reader.addIIOReadWarningListener(warnings);
            reader.setInput(input, true, true);
            GreyImage image = read(reader, structure);
            warnings.check(format);
            return image.oriented(structure.orientation());
        } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException | NegativeArraySizeException e) {
            // the readers throw these unchecked exceptions on some damaged files
            throw undecodable(format, e);
        } finally {
            reader.dispose();
        }
    }

    /** ImageIO would convert the samples from a profile that it finds; one under another name it passes over. */
    private static byte[] withoutColourProfiles(byte[] bytes, ImageStructure structure) {
        if (structure.colourProfiles().isEmpty()) {
            return bytes;
        }
        byte[] copy = bytes.clone();
        structure.colourProfiles().forEach(name -> copy[name] = 0);
        return copy;
    }

    private static GreyImage read(ImageReader reader, ImageStructure structure) throws IOException {
        // ImageIO makes no picture of four-component JPEGs, but gives their samples
        return structure.components() == 4
                ? GreyLevels.ofInks(reader.readRaster(0, null), structure.adobeTransform())
                : GreyLevels.of(reader.read(0));
    }

    private static InvalidImageException undecodable(ImageFormat format, Exception e) {
        String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        boolean unsupported = why.contains("Unsupported") || why.contains("not supported");
        return unsupported
                ? new InvalidImageException(
                        Code.UNSUPPORTED_FORMAT, "This kind of " + format + " image is not supported: " + why + ".", e)
                : new InvalidImageException(
                        Code.CORRUPT, "The " + format + " image cannot be decoded: " + why + ".", e);
    }
}
