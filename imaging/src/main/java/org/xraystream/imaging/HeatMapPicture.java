package org.xraystream.imaging;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Draws a heat map over its radiograph. */
final class HeatMapPicture {
    private static final int LONGEST_SIDE = 512;
    private static final float STRONGEST_TINT = 0.55f;

    private HeatMapPicture() {}

    static byte[] png(HeatMap map, GreyImage radiograph) {
        GreyImage film = Resampling.within(radiograph, LONGEST_SIDE);
        int width = film.width();
        int height = film.height();
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                float heat = heatAt(map, (x + 0.5f) / width, (y + 0.5f) / height);
                picture.setRGB(x, y, tinted(film.pixels()[y * width + x], heat));
            }
        }
        return encode(picture);
    }

    /** Bilinear between the cells' centres; u and v run from 0 to 1 over the film. */
    private static float heatAt(HeatMap map, float u, float v) {
        float x = clamp(u * map.width() - 0.5f, map.width() - 1);
        float y = clamp(v * map.height() - 0.5f, map.height() - 1);
        int left = (int) x;
        int top = (int) y;
        int right = Math.min(left + 1, map.width() - 1);
        int bottom = Math.min(top + 1, map.height() - 1);
        float upper = mix(cell(map, left, top), cell(map, right, top), x - left);
        float lower = mix(cell(map, left, bottom), cell(map, right, bottom), x - left);
        return mix(upper, lower, y - top);
    }

    private static float cell(HeatMap map, int x, int y) {
        return map.values()[y * map.width() + x];
    }

    /** From the film's own grey over yellow to red, the tint growing with the heat. */
    private static int tinted(float grey, float heat) {
        float tint = STRONGEST_TINT * heat;
        int red = level(mix(grey, 1f, tint));
        int green = level(mix(grey, 1f - heat, tint));
        int blue = level(mix(grey, 0f, tint));
        return (red << 16) | (green << 8) | blue;
    }

    private static int level(float value) {
        return Math.round(255 * clamp(value, 1));
    }

    private static float mix(float from, float to, float share) {
        return from + (to - from) * share;
    }

    private static float clamp(float value, float maximum) {
        return Math.max(0, Math.min(maximum, value));
    }

    private static byte[] encode(BufferedImage picture) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(picture, "png", output);
        } catch (IOException e) {
            throw new UncheckedIOException("The heat map could not be written to memory.", e);
        }
        return bytes.toByteArray();
    }
}
