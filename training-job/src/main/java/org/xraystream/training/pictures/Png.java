package org.xraystream.training.pictures;

import java.awt.AWTError;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import org.xraystream.imaging.GreyImage;

/** Charts, films and other pictures as PNG files. */
final class Png {
    /** Pixels per pixel of the page, so that charts are sharp on fine screens and on paper. */
    static final int FINENESS = 2;

    private Png() {}

    /** Whether this machine can draw text: without a font or with a wrong display, Java fails in ways of its own. */
    static boolean canDraw() {
        try {
            FontRenderContext context = new FontRenderContext(null, true, true);
            return new Font(Font.SANS_SERIF, Font.PLAIN, 12)
                            .getStringBounds("0", context)
                            .getWidth()
                    > 0;
        } catch (RuntimeException | LinkageError | InternalError | AWTError e) {
            return false;
        }
    }

    static byte[] of(XYChart chart) {
        BufferedImage image = new BufferedImage(
                chart.getWidth() * FINENESS, chart.getHeight() * FINENESS, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(FINENESS, FINENESS);
        chart.paint(graphics, chart.getWidth(), chart.getHeight());
        graphics.dispose();
        return of(image);
    }

    /** The film's grey levels, of [0, 1], in 8 bits. */
    static byte[] of(GreyImage film) {
        BufferedImage image = new BufferedImage(film.width(), film.height(), BufferedImage.TYPE_BYTE_GRAY);
        int[] levels = new int[film.pixels().length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = Math.round(255 * Math.max(0, Math.min(1, film.pixels()[i])));
        }
        image.getRaster().setSamples(0, 0, film.width(), film.height(), 0, levels);
        return of(image);
    }

    static byte[] of(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("A picture could not be written to memory.", e);
        }
        return bytes.toByteArray();
    }
}
