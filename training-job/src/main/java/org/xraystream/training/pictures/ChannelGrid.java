package org.xraystream.training.pictures;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.xraystream.model.ChannelStack;

/**
 * The channels that vary most beside each other, each as a tile of its own scale. Where a channel is one number, all
 * channels are there, in their order and on one scale.
 */
final class ChannelGrid {
    static final int MOST = 32;

    private static final int COLUMNS = 8;
    private static final int TILE = 112;
    private static final int GAP = 6;
    private static final int DOT_COLUMNS = 32;
    private static final int DOT = 20;
    private static final int OPAQUE = 0xFF000000;
    private static final int FRAME = 0xFF8A8A8A;

    /** Less than this is rounding, not an answer. */
    private static final double SILENT = 1e-6;

    private final ChannelStack stack;
    private final boolean isDots;
    private final List<Integer> shown;
    private final int silent;

    ChannelGrid(ChannelStack stack) {
        this.stack = stack;
        this.isDots = stack.height() * stack.width() == 1;
        double[] deviations = IntStream.range(0, stack.channels())
                .mapToDouble(channel -> deviation(stack.channel(channel)))
                .toArray();
        List<Integer> channels =
                new ArrayList<>(IntStream.range(0, stack.channels()).boxed().toList());
        if (!isDots) {
            channels.sort(Comparator.comparingDouble(channel -> -deviations[channel]));
        }
        this.shown = List.copyOf(isDots ? channels : channels.subList(0, Math.min(MOST, channels.size())));
        this.silent = (int) IntStream.range(0, stack.channels())
                .filter(channel -> isDots ? Math.abs(stack.values()[channel]) < SILENT : deviations[channel] < SILENT)
                .count();
    }

    /** Channels from 0 up, in the order of their tiles, row by row. */
    List<Integer> shown() {
        return shown;
    }

    /** How many channels are the same everywhere on this film, or 0 where each is one number. */
    int silent() {
        return silent;
    }

    /** Pixels of the picture from the left edge of one tile to its right edge. */
    private int factor() {
        return isDots ? DOT : Math.max(1, TILE / Math.max(stack.width(), stack.height()));
    }

    /**
     * The tiles, enlarged without smoothing, on a transparent ground.
     *
     * @param scale from the smallest value of a tile to its largest
     * @param symmetric whether the middle of the scale is 0 instead
     */
    BufferedImage picture(ColourScale scale, boolean symmetric) {
        int columns = Math.min(shown.size(), isDots ? DOT_COLUMNS : COLUMNS);
        int rows = (shown.size() + columns - 1) / columns;
        int gap = isDots ? 1 : GAP;
        int stepX = stack.width() * factor() + gap;
        int stepY = stack.height() * factor() + gap;
        BufferedImage picture =
                new BufferedImage(columns * stepX - gap, rows * stepY - gap, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < shown.size(); i++) {
            float[] values = stack.channel(shown.get(i));
            Range range = Range.of(isDots ? stack.values() : values, symmetric);
            draw(picture, i % columns * stepX, i / columns * stepY, values, range, scale);
        }
        return picture;
    }

    private void draw(BufferedImage picture, int left, int top, float[] values, Range range, ColourScale scale) {
        int factor = factor();
        int width = stack.width() * factor;
        int height = stack.height() * factor;
        if (!isDots) {
            frame(picture, left, top, width, height);
        }
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                float value = values[y / factor * stack.width() + x / factor];
                picture.setRGB(left + x, top + y, OPAQUE | scale.rgb(range.share(value)));
            }
        }
    }

    /** One pixel around a tile, so that white ends somewhere on a white page. */
    private static void frame(BufferedImage picture, int left, int top, int width, int height) {
        for (int y = Math.max(0, top - 1); y < Math.min(picture.getHeight(), top + height + 1); y++) {
            for (int x = Math.max(0, left - 1); x < Math.min(picture.getWidth(), left + width + 1); x++) {
                picture.setRGB(x, y, FRAME);
            }
        }
    }

    private record Range(float low, float high) {
        static Range of(float[] values, boolean symmetric) {
            float low = values[0];
            float high = values[0];
            for (float value : values) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
            float largest = Math.max(-low, high);
            return symmetric ? new Range(-largest, largest) : new Range(low, high);
        }

        double share(float value) {
            return high > low ? (value - low) / (high - low) : 0;
        }
    }

    private static double deviation(float[] values) {
        double sum = 0;
        double squares = 0;
        for (float value : values) {
            sum += value;
            squares += (double) value * value;
        }
        double mean = sum / values.length;
        return Math.sqrt(Math.max(0, squares / values.length - mean * mean));
    }
}
