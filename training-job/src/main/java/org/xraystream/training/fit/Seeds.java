package org.xraystream.training.fit;

import java.util.SplittableRandom;

/** Random numbers that depend on named numbers alone, so that a run that goes on needs no state of a generator. */
final class Seeds {
    private Seeds() {}

    /** A generator of its own for these numbers in this order. */
    static SplittableRandom random(long... numbers) {
        long mixed = 0;
        for (long number : numbers) {
            mixed = new SplittableRandom(mixed ^ number).nextLong();
        }
        return new SplittableRandom(mixed);
    }
}
