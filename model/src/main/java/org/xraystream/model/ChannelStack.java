package org.xraystream.model;

import java.util.Arrays;

/**
 * Maps of one size, a channel each: what a stage makes of a film, or what a layer's filters look like. Holds no native
 * memory. Immutable by convention; thread-safe.
 *
 * @param name of the stage
 * @param channels how many maps
 * @param height of each, in cells
 * @param width of each, in cells
 * @param values of shape (channels, height, width), row by row
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record ChannelStack(String name, int channels, int height, int width, float[] values) {
    public ChannelStack {
        if (values.length != channels * height * width) {
            throw new IllegalArgumentException(
                    values.length + " values do not make " + channels + " channels of " + width + " × " + height + ".");
        }
    }

    /** A copy of one channel, row by row. */
    public float[] channel(int index) {
        int cells = height * width;
        return Arrays.copyOfRange(values, index * cells, (index + 1) * cells);
    }
}
