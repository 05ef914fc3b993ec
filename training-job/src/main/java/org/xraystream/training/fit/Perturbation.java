package org.xraystream.training.fit;

import org.xraystream.imaging.GreyImage;

/**
 * Fixed changes of a 224 × 224 film that stand for films taken otherwise. Plain validation films cannot rank models or
 * place a threshold, because they come from the same machines as the training films; these are what stopping,
 * calibration and threshold are chosen on.
 */
public enum Perturbation {
    NONE,
    BLURRED,
    SHARPENED,
    BRIGHT,
    DARK,
    FLAT,
    WIDE,
    TALL,
    CROPPED,
    DISTANT;

    /** The changed film. */
    public GreyImage apply(GreyImage film) {
        return switch (this) {
            case NONE -> film;
            case BLURRED -> ImageOperations.blur(film, 2);
            case SHARPENED -> ImageOperations.sharpen(film, 1.5, 2);
            case BRIGHT -> ImageOperations.tone(film, 0.65, 1.1, 0.05);
            case DARK -> ImageOperations.tone(film, 1.5, 1.1, 0);
            case FLAT -> ImageOperations.shade(ImageOperations.tone(film, 1, 0.6, 0), Math.PI / 4, 0.3);
            case WIDE -> placed(film, 1.2, 1);
            case TALL -> placed(film, 1, 1.2);
            case CROPPED -> placed(film, 1.15, 1.15);
            case DISTANT -> placed(film, 0.85, 0.85);
        };
    }

    private static GreyImage placed(GreyImage film, double scaleX, double scaleY) {
        return ImageOperations.warp(film, new ImageOperations.Geometry(0, scaleX, scaleY, 0, 0, false, true));
    }
}
