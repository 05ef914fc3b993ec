package org.xraystream.model;

/** What a model says of a radiograph. */
public enum Finding {
    NORMAL,
    PNEUMONIA,
    /** The model does not decide: a human must look. */
    UNCERTAIN,
    /** The film is not to be read at all; never published as a diagnosis. */
    REJECTED
}
