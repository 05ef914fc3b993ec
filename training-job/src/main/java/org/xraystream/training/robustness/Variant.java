package org.xraystream.training.robustness;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.xraystream.imaging.GreyImage;

/** A perturbation at one strength. */
public record Variant(Perturbation perturbation, Strength strength) {
    /** The whole suite: every perturbation at every strength. */
    public static final List<Variant> SUITE = Arrays.stream(Perturbation.values())
            .flatMap(kind -> Stream.of(Strength.values()).map(strength -> new Variant(kind, strength)))
            .toList();

    /** The changed film, a new one of the same size: of the same film always the same. */
    public GreyImage apply(GreyImage film) {
        return perturbation.apply(film, strength);
    }

    /** For people: "blur, mild". */
    @Override
    public String toString() {
        return (perturbation + ", " + strength).toLowerCase(Locale.ROOT);
    }
}
