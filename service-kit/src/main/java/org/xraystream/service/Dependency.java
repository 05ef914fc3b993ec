package org.xraystream.service;

/** Something that a service uses and that may be away; thread-safe. */
public interface Dependency {
    /** As it stands in the readiness document. */
    String name();

    /** Returns if it can be used now; throws with the reason if not. Called once per readiness request. */
    void check() throws Exception;

    /** Whether the service is not ready without it; if not, its failure is only told. */
    default boolean isRequired() {
        return true;
    }

    /** A dependency of a name and a check. */
    static Dependency of(String name, Check check) {
        return new Dependency() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void check() throws Exception {
                check.run();
            }
        };
    }

    /** A check that fails by throwing. */
    @FunctionalInterface
    interface Check {
        void run() throws Exception;
    }
}
