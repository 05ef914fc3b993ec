package org.xraystream.stack;

/** A part that the user runs: nothing to start, nothing to stop. */
record GivenPart<E extends Endpoint>(String name, E endpoint) implements Part<E> {
    @Override
    public E start() {
        return endpoint;
    }

    @Override
    public void close() {
        // it is not ours
    }
}
