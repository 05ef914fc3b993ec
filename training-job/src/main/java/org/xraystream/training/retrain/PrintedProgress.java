package org.xraystream.training.retrain;

import java.io.PrintWriter;
import java.util.Locale;
import org.xraystream.training.fit.Epoch;

/** Prints the steps of a run and its epochs. */
record PrintedProgress(PrintWriter out) implements RetrainListener {
    @Override
    public void onStage(Stage stage, String what) {
        out.println(what);
        out.flush();
    }

    @Override
    public void onEpoch(Epoch epoch) {
        out.printf(
                Locale.ROOT,
                "  epoch %d: training loss %.4f, perturbed validation AUROC %.4f%n",
                epoch.number(),
                epoch.trainingLoss(),
                epoch.validationAuroc());
        out.flush();
    }
}
