package org.xraystream.training.retrain;

import java.io.IOException;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;

/** Judges a candidate beside the champion on films that neither has seen. */
@FunctionalInterface
public interface CandidateGate {
    Verdict judge(ModelPackage champion, ModelPackage candidate, GateFilms films)
            throws ModelPackageException, IOException;
}
