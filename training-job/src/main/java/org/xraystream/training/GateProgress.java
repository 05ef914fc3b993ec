package org.xraystream.training;

import me.tongfei.progressbar.ProgressBar;
import org.xraystream.training.gate.GateListener;

/** A progress bar of a gate. */
public final class GateProgress implements GateListener, AutoCloseable {
    private ProgressBar bar;

    @Override
    public void onStart(int films) {
        bar = new ProgressBar("Judging", films);
    }

    @Override
    public void onFilm() {
        bar.step();
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
