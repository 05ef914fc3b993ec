package org.xraystream.training.retrain;

import java.util.HashMap;
import java.util.Map;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;
import org.xraystream.training.gate.Gate;
import org.xraystream.training.gate.GateData;
import org.xraystream.training.gate.GateListener;
import org.xraystream.training.gate.GateReport;
import org.xraystream.training.gate.GateRules;
import org.xraystream.training.metrics.Evaluation;
import org.xraystream.training.pictures.GatePage;

/** The gate of this system, with its report in the candidate's package. */
public record ReleaseGate(GateRules rules) implements CandidateGate {
    @Override
    public Verdict judge(ModelPackage champion, ModelPackage candidate, GateFilms films) throws ModelPackageException {
        GateReport report =
                Gate.judge(champion, candidate, new GateData(films.gold(), films.blind()), rules, GateListener.none());
        Map<String, Double> figures = new HashMap<>();
        add(figures, "", report.candidateFigures());
        add(figures, "champion.", report.championFigures());
        return new Verdict(candidate.with(GatePage.files(report)), report.passed(), figures);
    }

    private static void add(Map<String, Double> figures, String prefix, Evaluation evaluation) {
        if (evaluation != null) {
            put(figures, prefix + "auroc", evaluation.auroc());
            put(figures, prefix + "sensitivity", evaluation.sensitivity());
            put(figures, prefix + "specificity", evaluation.specificity());
            put(figures, prefix + "ece", evaluation.ece());
        }
    }

    /** A figure that a missing class leaves undefined is left out. */
    private static void put(Map<String, Double> figures, String name, Double figure) {
        if (figure != null) {
            figures.put(name, figure);
        }
    }
}
