package org.xraystream.training.experiment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import org.xraystream.training.bounds.Check;

/**
 * From where to where a value is drawn; in a file {@code [low, high]}.
 *
 * @param low at most high
 * @param high at least low
 */
public record Range(double low, double high) {
    public Range {
        Check.that(low <= high, "the range", List.of(low, high), "[low, high] with low at most high");
    }

    @JsonCreator
    static Range of(List<Double> bounds) {
        Check.that(bounds.size() == 2, "the range", bounds, "of two numbers");
        return new Range(bounds.get(0), bounds.get(1));
    }

    @JsonValue
    List<Double> bounds() {
        return List.of(low, high);
    }

    void within(String key, double least, double most) {
        Check.that(low >= least && high <= most, key, bounds(), "from " + least + " to " + most);
    }
}
