package org.xraystream.training.robustness;

/** How far a perturbation goes: what is met every day, now and then, and at the edge of what is still read. */
public enum Strength {
    MILD,
    MODERATE,
    STRONG
}
