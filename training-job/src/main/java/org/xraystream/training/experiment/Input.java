package org.xraystream.training.experiment;

import org.xraystream.training.bounds.Check;

/**
 * The input of the network.
 *
 * @param size its side, in pixels; 16 to 224, the size at which films are kept
 */
public record Input(int size) {
    public Input {
        Check.that(size >= 16 && size <= 224, "size", size, "from 16 to 224");
    }
}
