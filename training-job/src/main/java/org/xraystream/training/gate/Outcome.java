package org.xraystream.training.gate;

/** What became of a criterion. */
public enum Outcome {
    PASSED("passed"),
    FAILED("failed"),
    /** There was too little to judge by, and the rules do not require it. */
    NOT_JUDGED("not judged");

    private final String title;

    Outcome(String title) {
        this.title = title;
    }

    /** For people. */
    public String title() {
        return title;
    }
}
