package org.xraystream.training.pictures;

import java.util.List;
import java.util.stream.Collectors;

/** Colours for numbers, as RGB in [0, 255] at equal distances, mixed in between. Immutable and thread-safe. */
final class ColourScale {
    /** From dark to bright, as evenly as eyes see it: viridis (van der Walt and Smith, SciPy 2015, CC0). */
    static final ColourScale VIRIDIS = new ColourScale(
            0x440154, 0x482878, 0x3E4989, 0x31688E, 0x26828E, 0x1F9E89, 0x35B779, 0x6ECE58, 0xB5DE2B, 0xFDE725);

    /** Two ways from nothing: blue below 0, white at it, red above (after ColorBrewer's RdBu). */
    static final ColourScale BLUE_WHITE_RED =
            new ColourScale(0x2166AC, 0x67A9CF, 0xD1E5F0, 0xF7F7F7, 0xFDDBC7, 0xEF8A62, 0xB2182B);

    private final List<Integer> stops;

    private ColourScale(Integer... stops) {
        this.stops = List.of(stops);
    }

    /** The colour at a share of the way, in [0, 1], as 0xRRGGBB. */
    int rgb(double share) {
        double place = Math.max(0, Math.min(1, share)) * (stops.size() - 1);
        int stop = Math.min((int) place, stops.size() - 2);
        return mixed(stops.get(stop), stops.get(stop + 1), place - stop);
    }

    /** Between two colours, each 0xRRGGBB. */
    static int mixed(int from, int to, double share) {
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int start = (from >> shift) & 0xFF;
            int end = (to >> shift) & 0xFF;
            mixed |= (int) Math.round(start + (end - start) * share) << shift;
        }
        return mixed;
    }

    /** The whole scale from left to right, for a page's style. */
    String css() {
        return stops.stream().map("#%06x"::formatted).collect(Collectors.joining(",", "linear-gradient(90deg,", ")"));
    }
}
