package org.xraystream.teststack;

import java.util.Locale;

/** Where the servers of a test come from. */
public enum ServerKind {
    /** {@code local-stack}: needs nothing but Java. */
    EMBEDDED,
    /** Containers: needs a Docker engine that has the images. */
    CONTAINERS;

    static final String PROPERTY = "xraystream.test.servers";

    /** What the system property {@value #PROPERTY} says (Maven: {@code -Pcontainers}); the embedded ones by default. */
    public static ServerKind chosen() {
        return valueOf(System.getProperty(PROPERTY, EMBEDDED.name()).toUpperCase(Locale.ROOT));
    }
}
