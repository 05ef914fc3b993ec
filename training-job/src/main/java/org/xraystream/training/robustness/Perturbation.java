package org.xraystream.training.robustness;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.xraystream.imaging.GreyImage;
import org.xraystream.imaging.InvalidImageException;
import org.xraystream.imaging.RadiographDecoder;
import org.xraystream.imaging.Resampling;
import org.xraystream.training.data.JpegFilm;

/**
 * What may be otherwise with a film of another machine, another hand or another archive, at three strengths. Plain
 * validation films cannot rank models or place a threshold, because they come from the same machines as the training
 * films; films so changed are what stopping, calibration and threshold are chosen on. Amounts are for films of 224 ×
 * 224 pixels with grey levels in [0, 1].
 *
 * <p>Where a change has two directions, or is drawn at random, the film's own pixels decide: a film is always changed
 * alike, and a set of films has both directions in about equal parts.
 */
public enum Perturbation {
    /** Standard deviation of a Gaussian in pixels. */
    BLUR(0.8, 1.5, 2.5),
    /** How many times the difference to a copy that is blurred by 1.5 pixels is added. */
    SHARPENING(0.7, 1.5, 3),
    /** Factor or divisor of the distance from mid-grey. */
    CONTRAST(1.25, 1.6, 2.2),
    /** Exponent of the grey level, or one by it. */
    GAMMA(1.25, 1.6, 2.2),
    /** Grey level that is added or taken away. */
    BRIGHTNESS(0.08, 0.15, 0.25),
    /** Standard deviation of the grain in grey levels. */
    NOISE(0.015, 0.03, 0.06),
    /** Share of width and of height that is cut off, anywhere around; the rest fills the picture. */
    CROP(0.06, 0.12, 0.2),
    /** Width of a black frame as a share of the picture: around the film, or over it. */
    BORDERS(0.04, 0.08, 0.14),
    /** How many times too wide or too tall the film is; black beside it. */
    ASPECT(1.1, 1.2, 1.35),
    /** Degrees, to either side; black in the corners. */
    ROTATION(4, 8, 15),
    /** JPEG quality of 100. */
    JPEG(50, 25, 10),
    /** Side in pixels to which the film is shrunk before it is enlarged again. */
    RESOLUTION(128, 80, 56);

    private final double mild;
    private final double moderate;
    private final double strong;

    Perturbation(double mild, double moderate, double strong) {
        this.mild = mild;
        this.moderate = moderate;
        this.strong = strong;
    }

    /** The amount at this strength, in the unit of the perturbation. */
    public double amount(Strength strength) {
        return switch (strength) {
            case MILD -> mild;
            case MODERATE -> moderate;
            case STRONG -> strong;
        };
    }

    GreyImage apply(GreyImage film, Strength strength) {
        double amount = amount(strength);
        SplittableRandom random = new SplittableRandom(31L * Arrays.hashCode(film.pixels()) + name().hashCode());
        boolean otherWay = random.nextBoolean();
        double factor = otherWay ? 1 / amount : amount;
        double signed = otherWay ? -amount : amount;
        return switch (this) {
            case BLUR -> ImageOperations.blur(film, amount);
            case SHARPENING -> ImageOperations.sharpen(film, 1.5, amount);
            case CONTRAST -> ImageOperations.tone(film, 1, factor, 0);
            case GAMMA -> ImageOperations.tone(film, factor, 1, 0);
            case BRIGHTNESS -> ImageOperations.tone(film, 1, 1, signed);
            case NOISE -> ImageOperations.grain(film, amount, random);
            case CROP -> cropped(film, amount, random);
            case BORDERS -> otherWay ? framed(film, amount) : placed(film, 0, 1 - 2 * amount, 1 - 2 * amount);
            case ASPECT -> placed(film, 0, Math.sqrt(factor), 1 / Math.sqrt(factor));
            case ROTATION -> placed(film, Math.toRadians(signed), 1, 1);
            case JPEG -> compressed(film, amount / 100);
            case RESOLUTION ->
                Resampling.triangle(Resampling.triangle(film, (int) amount, (int) amount), film.width(), film.height());
        };
    }

    private static GreyImage cropped(GreyImage film, double share, SplittableRandom random) {
        double scale = 1 / (1 - share);
        return ImageOperations.warp(
                film,
                new ImageOperations.Geometry(
                        0,
                        scale,
                        scale,
                        share * (random.nextDouble() - 0.5),
                        share * (random.nextDouble() - 0.5),
                        false,
                        false));
    }

    private static GreyImage placed(GreyImage film, double angle, double scaleX, double scaleY) {
        return ImageOperations.warp(film, new ImageOperations.Geometry(angle, scaleX, scaleY, 0, 0, false, true));
    }

    private static GreyImage framed(GreyImage film, double share) {
        int across = (int) Math.round(share * film.width());
        int down = (int) Math.round(share * film.height());
        float[] result = film.pixels().clone();
        for (int y = 0; y < film.height(); y++) {
            boolean inside = y >= down && y < film.height() - down;
            int row = y * film.width();
            Arrays.fill(result, row, row + (inside ? across : film.width()), 0);
            Arrays.fill(result, row + film.width() - across, row + film.width(), 0);
        }
        return new GreyImage(film.width(), film.height(), result);
    }

    private static GreyImage compressed(GreyImage film, double quality) {
        try {
            return RadiographDecoder.decode(JpegFilm.encode(film, (float) quality));
        } catch (IOException | InvalidImageException e) {
            throw new IllegalStateException("A JPEG that was just written cannot be read.", e);
        }
    }
}
