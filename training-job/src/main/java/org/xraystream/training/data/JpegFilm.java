package org.xraystream.training.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.xraystream.imaging.GreyImage;

/** Films as grey JPEG files. */
public final class JpegFilm {
    private JpegFilm() {}

    /**
     * The file's bytes: one component of 8 bits.
     *
     * @param quality in (0, 1], a hundredth of the quality of the Independent JPEG Group's scale
     */
    public static byte[] encode(GreyImage film, float quality) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(quality);
            writer.write(null, new IIOImage(picture(film), List.of(), null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static BufferedImage picture(GreyImage film) {
        BufferedImage picture = new BufferedImage(film.width(), film.height(), BufferedImage.TYPE_BYTE_GRAY);
        int[] samples = new int[film.pixels().length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = Math.round(film.pixels()[i] * 255);
        }
        picture.getRaster().setPixels(0, 0, film.width(), film.height(), samples);
        return picture;
    }
}
