package org.xraystream.model;

/** Why a film cannot be read at all, with what its sender is told. */
public enum RejectionReason {
    NOT_A_CHEST_RADIOGRAPH("The image is no frontal chest radiograph, or too unlike those that the model was made of."),
    INVERTED("The film's grey levels seem inverted: bone must be bright and air dark; send it again as it should be."),
    ROTATED("The film seems to lie on its side or upside down; send it again upright.");

    private final String message;

    RejectionReason(String message) {
        this.message = message;
    }

    /** One sentence for a person. */
    public String message() {
        return message;
    }
}
