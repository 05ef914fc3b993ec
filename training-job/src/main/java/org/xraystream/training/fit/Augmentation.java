package org.xraystream.training.fit;

import java.util.SplittableRandom;
import org.xraystream.imaging.GreyImage;
import org.xraystream.training.robustness.ImageOperations;

/**
 * Random changes of a training film that leave its diagnosis as it is: place, size, aspect, exposure, and above all
 * sharpness, which differs between the classes of the training set for reasons of acquisition (its mean absolute
 * Laplacian alone separates them with AUROC .88) and must be of no use to the network.
 *
 * <p>Films are mirrored half of the time. That takes away which side the heart is on, which says nothing of pneumonia,
 * and with it the side markers, which may say too much; it also doubles the places in which an opacity is seen.
 */
final class Augmentation {
    private Augmentation() {}

    static GreyImage augmented(GreyImage film, SplittableRandom random) {
        GreyImage result = ImageOperations.warp(film, geometry(random));
        result = sharpness(result, random);
        result = ImageOperations.tone(
                result, Math.exp(between(random, -0.5, 0.5)), between(random, 0.7, 1.3), between(random, -0.15, 0.15));
        if (chance(random, 0.5)) {
            result = ImageOperations.shade(result, between(random, 0, 2 * Math.PI), between(random, 0, 0.5));
        }
        if (chance(random, 0.5)) {
            result = ImageOperations.grain(result, between(random, 0, 0.04), random);
        }
        return chance(random, 0.5) ? erased(result, random) : result;
    }

    private static ImageOperations.Geometry geometry(SplittableRandom random) {
        double scale = between(random, 0.8, 1.2);
        double aspect = Math.exp(between(random, -0.2, 0.2));
        return new ImageOperations.Geometry(
                Math.toRadians(between(random, -15, 15)),
                scale * Math.sqrt(aspect),
                scale / Math.sqrt(aspect),
                between(random, -0.1, 0.1),
                between(random, -0.1, 0.1),
                chance(random, 0.5),
                chance(random, 0.5));
    }

    private static GreyImage sharpness(GreyImage film, SplittableRandom random) {
        double kind = random.nextDouble();
        if (kind < 0.4) {
            return ImageOperations.blur(film, between(random, 0.3, 1.8));
        }
        return kind < 0.8 ? ImageOperations.sharpen(film, between(random, 0.5, 2), between(random, 0.2, 2.5)) : film;
    }

    private static GreyImage erased(GreyImage film, SplittableRandom random) {
        int width = (int) (film.width() * between(random, 0.1, 0.35));
        int height = (int) (film.height() * between(random, 0.1, 0.35));
        return ImageOperations.erase(
                film,
                random.nextInt(film.width() - width),
                random.nextInt(film.height() - height),
                width,
                height,
                random.nextFloat());
    }

    private static double between(SplittableRandom random, double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    private static boolean chance(SplittableRandom random, double probability) {
        return random.nextDouble() < probability;
    }
}
