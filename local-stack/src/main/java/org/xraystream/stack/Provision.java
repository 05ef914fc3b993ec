package org.xraystream.stack;

import java.util.Objects;

/**
 * Where a part comes from: started here, or the user's own.
 *
 * @param <E> what a client needs to reach the part
 */
public sealed interface Provision<E extends Endpoint> {

    /**
     * Started here, on 127.0.0.1.
     *
     * @param port the TCP port, or 0 for the one used last time if it is free, else any free one
     */
    record Embedded<E extends Endpoint>(int port) implements Provision<E> {
        public Embedded {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("A port is between 0 and 65535, not " + port + ".");
            }
        }
    }

    /** The user's own: nothing is started and the endpoint is passed through as it is. */
    record External<E extends Endpoint>(E endpoint) implements Provision<E> {
        public External {
            Objects.requireNonNull(endpoint, "endpoint");
        }
    }

    /** Started here, on a port that is chosen. */
    static <E extends Endpoint> Provision<E> embedded() {
        return new Embedded<>(0);
    }

    /** Started here, on this port; 0 means that one is chosen. */
    static <E extends Endpoint> Provision<E> embedded(int port) {
        return new Embedded<>(port);
    }

    /** The user's own. */
    static <E extends Endpoint> Provision<E> external(E endpoint) {
        return new External<>(endpoint);
    }
}
