package org.xraystream.training.feedback;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.xraystream.events.Label;
import org.xraystream.events.LabelCorrected;

/**
 * Which label an image has after all that readers said of it:
 *
 * <ol>
 *   <li>Of one reader the last word counts, of those given blind and of those given with the result in view apart.
 *   <li>If any reader gave a label blind, the blind labels alone count: so a reader whom the result has changed the
 *       mind of takes nothing back. Otherwise those count that were given with the result in view.
 *   <li>Among them each reader has one vote, and the majority decides. With as many votes for one as for the other the
 *       image has no label: nobody can say which is right.
 * </ol>
 *
 * Each event counts once, however often it was delivered. Not thread-safe.
 */
final class Votes {
    private static final Comparator<LabelCorrected> BY_TIME = Comparator.comparing(LabelCorrected::getOccurredAt);

    private final Map<String, LabelCorrected> blind = new HashMap<>();
    private final Map<String, LabelCorrected> seen = new HashMap<>();

    /** Adds a correction that came after those before it in the log. */
    void add(LabelCorrected correction) {
        (correction.getModelResultSeen() ? seen : blind)
                .merge(
                        correction.getReaderPseudonym(),
                        correction,
                        (earlier, later) -> BY_TIME.compare(earlier, later) <= 0 ? later : earlier);
    }

    /** The corrections that gave the image its label; none if readers contradict each other. */
    Optional<List<LabelCorrected>> decided() {
        Collection<LabelCorrected> counted = (blind.isEmpty() ? seen : blind).values();
        List<LabelCorrected> pneumonia = of(counted, Label.PNEUMONIA);
        List<LabelCorrected> normal = of(counted, Label.NORMAL);
        if (pneumonia.size() == normal.size()) {
            return Optional.empty();
        }
        return Optional.of(pneumonia.size() > normal.size() ? pneumonia : normal);
    }

    private static List<LabelCorrected> of(Collection<LabelCorrected> corrections, Label label) {
        return corrections.stream()
                .filter(correction -> correction.getLabel() == label)
                .sorted(BY_TIME)
                .toList();
    }
}
