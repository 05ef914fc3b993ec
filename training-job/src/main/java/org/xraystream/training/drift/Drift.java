package org.xraystream.training.drift;

import java.util.Comparator;
import java.util.List;
import org.xraystream.events.ModelReference;
import org.xraystream.model.Reference.Bins;

/**
 * One statistic of the images of one source and week beside a model's reference.
 *
 * @param series what was compared
 * @param reference of the model
 * @param counts of the images in the reference's bins
 * @param index of the two
 */
public record Drift(Series series, Bins reference, List<Long> counts, StabilityIndex index) {
    /**
     * What is counted together.
     *
     * @param source as it names itself, or {@link SourceNames#OTHER}
     * @param week ISO 8601, such as 2026-W48
     * @param model that read the images
     * @param statistic such as probability
     */
    public record Series(String source, String week, ModelReference model, String statistic) {
        static final Comparator<Series> ORDER = Comparator.comparing(Series::source)
                .thenComparing(Series::week)
                .thenComparing(series -> series.model().getVersion())
                .thenComparing(Series::statistic);
    }
}
