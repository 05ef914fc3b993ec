package org.xraystream.training.bounds;

/** Refuses values with an {@link IllegalArgumentException} of the form "key must be rule, not value". */
public final class Check {
    private Check() {}

    /**
     * Refuses a value unless a rule holds.
     *
     * @param key the value's name, as a person writes it
     * @param rule what the value must be
     */
    public static void that(boolean holds, String key, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(key + " must be " + rule + ", not " + value);
        }
    }

    /** From 0 to 1, both included. */
    public static void share(String key, double value) {
        that(value >= 0 && value <= 1, key, value, "from 0 to 1");
    }

    /** From 0, which is included, to 1, which is not. */
    public static void shareBelowOne(String key, double value) {
        that(value >= 0 && value < 1, key, value, "in [0, 1)");
    }

    /** Finite and 0 or above. */
    public static void notNegative(String key, double value) {
        that(value >= 0 && Double.isFinite(value), key, value, "0 or above");
    }

    /** Finite and above 0. */
    public static void positive(String key, double value) {
        that(value > 0 && Double.isFinite(value), key, value, "above 0");
    }
}
