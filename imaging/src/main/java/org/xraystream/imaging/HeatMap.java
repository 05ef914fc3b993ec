package org.xraystream.imaging;

/**
 * Where the evidence for pneumonia lies: a coarse grid over the whole film, {@code values[y * width + x]} in [0, 1],
 * where 0 is none or evidence against and 1 the strongest place of this film. It shows what the network used, not where
 * disease is: such maps localise worse than radiologists (Saporta et al., Nat Mach Intell 2022). Immutable by
 * convention; thread-safe.
 */
public final class HeatMap {
    private final int width;
    private final int height;
    private final float[] values;

    private static final float BRIGHTEST = 255;

    /** Strongest evidence, in log odds, of a film whose map need not reach 1: nothing much points to pneumonia. */
    private static final float WEAK_EVIDENCE = 4;

    /** The evidence for pneumonia of a class activation map, in log odds, scaled to [0, 1]. */
    public static HeatMap ofEvidence(int width, int height, float[] evidence) {
        float strongest = WEAK_EVIDENCE;
        for (float cell : evidence) {
            strongest = Math.max(strongest, cell);
        }
        float[] values = new float[evidence.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(0, evidence[i]) / strongest;
        }
        return new HeatMap(width, height, values);
    }

    /** A map of {@link #levels}. */
    public static HeatMap ofLevels(int width, int height, byte[] levels) {
        float[] values = new float[levels.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (levels[i] & 0xFF) / BRIGHTEST;
        }
        return new HeatMap(width, height, values);
    }

    /** Takes the array over without copying it. */
    public HeatMap(int width, int height, float[] values) {
        if (values.length != width * height) {
            throw new IllegalArgumentException(
                    values.length + " values do not make a heat map of " + width + " × " + height + ".");
        }
        this.width = width;
        this.height = height;
        this.values = values;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** The values themselves, row by row, not a copy. */
    public float[] values() {
        return values;
    }

    /** The values in 256 steps, 0 to 255, each in a byte without a sign: enough for a picture. */
    public byte[] levels() {
        byte[] levels = new byte[values.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) Math.round(BRIGHTEST * values[i]);
        }
        return levels;
    }

    /**
     * The map in colours over its radiograph, as a PNG whose longest side is at most 512 pixels.
     *
     * @param radiograph the film that was read, at any size
     */
    public byte[] png(GreyImage radiograph) {
        return HeatMapPicture.png(this, radiograph);
    }
}
