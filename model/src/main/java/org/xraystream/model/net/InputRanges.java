package org.xraystream.model.net;

import java.util.List;

/**
 * What the inputs of a network's last layers lie between, which 8-bit inference divides into 255 steps. Layers before
 * those are computed in float32.
 *
 * @param last of the last layers with a norm, in the order of the network
 */
public record InputRanges(List<Range> last) {
    /** Of a network that 8 bits are not known to suffice for. */
    public static final InputRanges NONE = new InputRanges(List.of());

    private static final int STEPS = 255;

    public InputRanges {
        last = List.copyOf(last);
    }

    /**
     * A range; what is outside of it is taken for its end.
     *
     * @param low at most 0
     * @param high above 0
     */
    public record Range(float low, float high) {
        public Range {
            if (!(low <= 0 && high > 0 && high - low < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "The range from " + low + " to " + high + " does not begin at or below 0 and end above it.");
            }
        }

        /** The width of a step. */
        float scale() {
            return (high - low) / STEPS;
        }

        /** The step that stands for 0, which is exact: it is what convolutions pad maps with. */
        int zeroPoint() {
            return Math.round(-low / scale());
        }

        /** From 0 up, as what a rectifier gives lies. */
        Range rectified() {
            return new Range(0, high);
        }
    }
}
