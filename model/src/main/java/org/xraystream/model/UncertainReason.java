package org.xraystream.model;

/** Why a finding is {@link Finding#UNCERTAIN}. */
public enum UncertainReason {
    /** The probability lies in the band around the decision threshold. */
    NEAR_THRESHOLD,
    /** The film is unlike those that the model was made of. */
    OUTSIDE_POPULATION,
    /** The film is too poor to be read. */
    QUALITY
}
