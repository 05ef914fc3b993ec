package org.xraystream.training.gate;

/** Is told how far a gate has come; called from the thread that judges. */
public interface GateListener {
    /** Before the first film: how many are to be read, counting a film each time that it is read. */
    void onStart(int films);

    /** After each film that both models have read. */
    void onFilm();

    /** One that does not listen. */
    static GateListener none() {
        return new GateListener() {
            @Override
            public void onStart(int films) {}

            @Override
            public void onFilm() {}
        };
    }
}
