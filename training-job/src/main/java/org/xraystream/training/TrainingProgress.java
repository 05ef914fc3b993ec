package org.xraystream.training;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.xraystream.training.experiment.Experiment;
import org.xraystream.training.fit.Epoch;
import org.xraystream.training.fit.TrainingListener;

/**
 * A progress bar in films: how many a second, time left, epoch, AUROC of the last validation and loss. Its words are
 * few: what does not fit into the terminal's width is cut.
 */
final class TrainingProgress implements TrainingListener, AutoCloseable {
    /** Share of the last step in the loss that is shown. */
    private static final double NEWEST = 0.05;

    private final Experiment experiment;
    private final Consumer<Epoch> onEpoch;
    private final long films;
    private ProgressBar bar;
    private int epoch = 1;
    private double loss = Double.NaN;
    private String validated = "";

    /**
     * A bar.
     *
     * @param films that are trained on, over all epochs
     * @param onEpoch is told of each epoch too
     */
    TrainingProgress(Experiment experiment, long films, Consumer<Epoch> onEpoch) {
        this.experiment = experiment;
        this.onEpoch = onEpoch;
        this.films = films;
    }

    @Override
    public void onStart(List<Epoch> had, long shown) {
        epoch = had.size() + 1;
        bar = new ProgressBarBuilder()
                .setTaskName("Train")
                .startsFrom(shown, Duration.ZERO)
                .setInitialMax(films)
                .setUnit("", 1)
                .showSpeed()
                .build();
    }

    @Override
    public void onStep(int films, double stepLoss) {
        loss = Double.isNaN(loss) ? stepLoss : loss + NEWEST * (stepLoss - loss);
        bar.setExtraMessage(
                String.format(Locale.ROOT, " %d/%d%s loss %.3f", epoch, experiment.epochs(), validated, loss));
        bar.stepBy(films);
    }

    @Override
    public void onEpoch(Epoch done) {
        epoch = done.number() + 1;
        validated = String.format(Locale.ROOT, " AUROC %.4f", done.validationAuroc());
        onEpoch.accept(done);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
