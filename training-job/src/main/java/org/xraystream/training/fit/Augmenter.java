package org.xraystream.training.fit;

import java.util.SplittableRandom;
import org.xraystream.imaging.GreyImage;
import org.xraystream.training.experiment.Augmentation;
import org.xraystream.training.experiment.Range;
import org.xraystream.training.robustness.ImageOperations;

/**
 * Random changes of a training film that leave its diagnosis as it is: place, size, aspect, exposure, and above all
 * sharpness, which differs between the classes of the training set for reasons of acquisition (its mean absolute
 * Laplacian alone separates them with AUROC .88) and must be of no use to the network. Thread-safe.
 *
 * <p>Mirroring takes away which side the heart is on, which says nothing of pneumonia, and with it the side markers,
 * which may say too much; it also doubles the places in which an opacity is seen.
 *
 * @param changes how much of each
 */
record Augmenter(Augmentation changes) {
    GreyImage augmented(GreyImage film, SplittableRandom random) {
        if (changes.equals(Augmentation.NONE)) {
            return film;
        }
        GreyImage result = ImageOperations.warp(film, geometry(random));
        result = sharpness(result, random);
        result = ImageOperations.tone(
                result,
                logarithmic(random, changes.gamma()),
                1 + around(random, changes.contrast()),
                around(random, changes.brightness()));
        if (chance(random, changes.shade().probability())) {
            result = ImageOperations.shade(
                    result,
                    between(random, 0, 2 * Math.PI),
                    between(random, 0, changes.shade().strength()));
        }
        if (chance(random, changes.noise().probability())) {
            result = ImageOperations.grain(
                    result, between(random, 0, changes.noise().deviation()), random);
        }
        if (chance(random, changes.erase().probability())) {
            result = erased(result, random);
        }
        return bordered(result, random);
    }

    private ImageOperations.Geometry geometry(SplittableRandom random) {
        double scale = between(random, changes.scale());
        double aspect = Math.exp(around(random, Math.log(changes.aspect())));
        return new ImageOperations.Geometry(
                Math.toRadians(around(random, changes.rotationDegrees())),
                scale * Math.sqrt(aspect),
                scale / Math.sqrt(aspect),
                around(random, changes.shift()),
                around(random, changes.shift()),
                chance(random, changes.mirror()),
                chance(random, 0.5));
    }

    private GreyImage sharpness(GreyImage film, SplittableRandom random) {
        Augmentation.Sharpen sharpen = changes.sharpen();
        double kind = random.nextDouble();
        if (kind < changes.blur().probability()) {
            return ImageOperations.blur(film, between(random, changes.blur().sigma()));
        }
        return kind < changes.blur().probability() + sharpen.probability()
                ? ImageOperations.sharpen(film, between(random, sharpen.sigma()), between(random, sharpen.amount()))
                : film;
    }

    private GreyImage erased(GreyImage film, SplittableRandom random) {
        int width = (int) (film.width() * between(random, changes.erase().share()));
        int height = (int) (film.height() * between(random, changes.erase().share()));
        return ImageOperations.erase(
                film,
                random.nextInt(film.width() - width + 1),
                random.nextInt(film.height() - height + 1),
                width,
                height,
                random.nextFloat());
    }

    private GreyImage bordered(GreyImage film, SplittableRandom random) {
        GreyImage result = film;
        for (int edge = 0; edge < 4; edge++) {
            if (chance(random, changes.borders().probability())) {
                result = bordered(
                        result, edge, between(random, 0, changes.borders().share()), random.nextFloat());
            }
        }
        return result;
    }

    /** A stripe along the left, right, upper or lower edge. */
    private static GreyImage bordered(GreyImage film, int edge, double share, float level) {
        boolean upright = edge < 2;
        boolean far = edge % 2 == 1;
        int width = upright ? (int) Math.round(film.width() * share) : film.width();
        int height = upright ? film.height() : (int) Math.round(film.height() * share);
        return ImageOperations.erase(
                film, far ? film.width() - width : 0, far ? film.height() - height : 0, width, height, level);
    }

    private static double between(SplittableRandom random, Range range) {
        return between(random, range.low(), range.high());
    }

    private static double logarithmic(SplittableRandom random, Range range) {
        return Math.exp(between(random, Math.log(range.low()), Math.log(range.high())));
    }

    private static double around(SplittableRandom random, double width) {
        return between(random, -width, width);
    }

    private static double between(SplittableRandom random, double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    private static boolean chance(SplittableRandom random, double probability) {
        return random.nextDouble() < probability;
    }
}
