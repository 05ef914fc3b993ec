package org.xraystream.training.retrain;

import java.util.Map;
import org.xraystream.model.ModelPackage;

/**
 * What the gate says of a candidate.
 *
 * @param candidate with the gate's report in its package
 * @param passed whether it may go on to be a shadow
 * @param figures to announce, by name
 */
public record Verdict(ModelPackage candidate, boolean passed, Map<String, Double> figures) {
    public Verdict {
        figures = Map.copyOf(figures);
    }
}
