package org.xraystream.training.pictures;

import java.awt.image.BufferedImage;
import org.xraystream.imaging.GreyImage;
import org.xraystream.imaging.Resampling;
import org.xraystream.training.explain.Occlusion;

/**
 * A film tinted by what covering each place changes: red where the odds of pneumonia fall, so that the place speaks for
 * it, blue where they rise.
 */
final class OcclusionPicture {
    private static final double STRONGEST_TINT = 0.65;
    private static final int GREY = 0x010101;

    /** In log odds; a film on which no place matters shall not glow. */
    private static final double LEAST_RANGE = 1;

    private final Occlusion occlusion;

    OcclusionPicture(Occlusion occlusion) {
        this.occlusion = occlusion;
    }

    /** The change, in log odds of pneumonia, that has the strongest tint. */
    double range() {
        double range = LEAST_RANGE;
        for (float fall : occlusion.map()) {
            range = Math.max(range, Math.abs(fall));
        }
        return range;
    }

    /**
     * The picture.
     *
     * @param film that was read; the picture has its size
     */
    BufferedImage over(GreyImage film) {
        GreyImage shares = Resampling.triangle(shares(), film.width(), film.height());
        BufferedImage picture = new BufferedImage(film.width(), film.height(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < film.pixels().length; i++) {
            double share = shares.pixels()[i];
            int grey = GREY * Math.round(255 * Math.max(0, Math.min(1, film.pixels()[i])));
            int tinted = ColourScale.mixed(
                    grey,
                    ColourScale.BLUE_WHITE_RED.rgb(share < 0.5 ? 0 : 1),
                    STRONGEST_TINT * Math.abs(2 * share - 1));
            picture.setRGB(i % film.width(), i / film.width(), tinted);
        }
        return picture;
    }

    /** From -range to range as [0, 1], at the size of the network's input. */
    private GreyImage shares() {
        float[] shares = occlusion.map();
        double range = range();
        for (int i = 0; i < shares.length; i++) {
            shares[i] = (float) (0.5 + shares[i] / (2 * range));
        }
        return new GreyImage(occlusion.width(), occlusion.height(), shares);
    }
}
