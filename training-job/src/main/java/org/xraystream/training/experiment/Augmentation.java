package org.xraystream.training.experiment;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.xraystream.training.bounds.Check;

/**
 * The random changes of a training film. Each value is drawn anew for every film that is shown; a change whose
 * probability or width is 0 is not made. Lengths are shares of the film's side, sigmas are in pixels of the network's
 * input, grey levels in [0, 1].
 *
 * @param rotationDegrees either way
 * @param scale magnification; 1 is none
 * @param aspect width is stretched against height by up to this factor, or its inverse
 * @param shift along each axis, either way
 * @param mirror probability that left and right are exchanged
 * @param gamma exponent of the grey levels, drawn by its logarithm
 * @param contrast the contrast is multiplied by 1 ± this
 * @param brightness is added, either way
 * @param blur Gaussian
 * @param sharpen unsharp masking
 * @param shade brightness that grows along one direction
 * @param noise Gaussian
 * @param erase a rectangle of one grey level
 * @param borders stripes of one grey level along the edges, as collimators leave them
 */
public record Augmentation(
        double rotationDegrees,
        Range scale,
        double aspect,
        double shift,
        double mirror,
        Range gamma,
        double contrast,
        double brightness,
        Blur blur,
        Sharpen sharpen,
        Shade shade,
        Noise noise,
        Erase erase,
        Borders borders) {
    private static final Range ONE = new Range(1, 1);

    /** Films as they are; in a file {@code augmentation = none}. */
    public static final Augmentation NONE = new Augmentation(
            0,
            ONE,
            1,
            0,
            0,
            ONE,
            0,
            0,
            new Blur(0, ONE),
            new Sharpen(0, ONE, ONE),
            new Shade(0, 0),
            new Noise(0, 0),
            new Erase(0, ONE),
            new Borders(0, 0));

    public Augmentation {
        Check.that(rotationDegrees >= 0 && rotationDegrees <= 180, "rotationDegrees", rotationDegrees, "from 0 to 180");
        scale.within("scale", 0.1, 10);
        Check.that(aspect >= 1 && aspect <= 3, "aspect", aspect, "from 1 to 3");
        Check.share("shift", shift);
        Check.share("mirror", mirror);
        gamma.within("gamma", 0.1, 10);
        Check.share("contrast", contrast);
        Check.share("brightness", brightness);
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Augmentation of(String name) {
        Check.that("none".equals(name), "augmentation", '"' + name + '"', "none or a table");
        return NONE;
    }

    /**
     * Gaussian blur.
     *
     * @param probability of a film
     * @param sigma in pixels
     */
    public record Blur(double probability, Range sigma) {
        public Blur {
            Check.share("probability", probability);
            sigma.within("sigma", 0.1, 20);
        }
    }

    /**
     * Unsharp masking, of films that are not blurred: both probabilities together are at most 1.
     *
     * @param probability of a film
     * @param sigma in pixels
     * @param amount of the difference to a blurred film that is added
     */
    public record Sharpen(double probability, Range sigma, Range amount) {
        public Sharpen {
            Check.share("probability", probability);
            sigma.within("sigma", 0.1, 20);
            amount.within("amount", 0, 20);
        }
    }

    /**
     * Brightness that grows along one direction.
     *
     * @param probability of a film
     * @param strength at most, from one edge to the other
     */
    public record Shade(double probability, double strength) {
        public Shade {
            Check.share("probability", probability);
            Check.share("strength", strength);
        }
    }

    /**
     * Gaussian noise.
     *
     * @param probability of a film
     * @param deviation at most
     */
    public record Noise(double probability, double deviation) {
        public Noise {
            Check.share("probability", probability);
            Check.share("deviation", deviation);
        }
    }

    /**
     * A rectangle of one grey level.
     *
     * @param probability of a film
     * @param share of the film's sides
     */
    public record Erase(double probability, Range share) {
        public Erase {
            Check.share("probability", probability);
            share.within("share", 0, 1);
        }
    }

    /**
     * Stripes of one grey level along the edges.
     *
     * @param probability of each of the four edges
     * @param share of the film's side at most
     */
    public record Borders(double probability, double share) {
        public Borders {
            Check.share("probability", probability);
            Check.that(share >= 0 && share < 0.5, "share", share, "in [0, 0.5)");
        }
    }
}
