package org.xraystream.training.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.xraystream.model.Calibration;
import org.xraystream.model.Manifest;
import org.xraystream.model.Network;
import org.xraystream.model.Preprocessing;

/**
 * Occlusion sensitivity (Zeiler and Fergus, ECCV 2014): how the reading changes when a patch of the network's input is
 * covered with the film's mean grey. The patch is laid over the input as it is prepared, so that the film's exposure is
 * not measured anew with the patch in it, and all that changes is the patch.
 *
 * @param width of the network's input, in pixels
 * @param height of the network's input, in pixels
 * @param patchWidth a seventh of the width, in pixels
 * @param patchHeight a seventh of the height, in pixels
 * @param strideX from one patch to the next, half its width
 * @param strideY from one patch to the next, half its height
 * @param patches row by row; they cover every pixel
 */
public record Occlusion(
        int width, int height, int patchWidth, int patchHeight, int strideX, int strideY, List<Patch> patches) {
    private static final int PATCHES_PER_SIDE = 7;
    private static final int BATCH = 16;

    /** What stands in for what is covered: the mean of a prepared film. */
    private static final float MEAN_GREY = 0;

    /**
     * One place that was covered.
     *
     * @param x of its left edge, in pixels of the network's input
     * @param y of its upper edge
     * @param fall by how much the calibrated log odds of pneumonia are lower than those of the whole film; below 0
     *     where they are higher
     * @param probability calibrated, of pneumonia, with this place covered
     */
    public record Patch(int x, int y, double fall, double probability) {}

    static Occlusion of(Network network, Manifest model, float[] input) {
        Preprocessing size = model.preprocessing();
        int patchWidth = patchSide(size.width());
        int patchHeight = patchSide(size.height());
        int strideX = Math.max(1, patchWidth / 2);
        int strideY = Math.max(1, patchHeight / 2);
        List<Window> windows = new ArrayList<>();
        for (int y : starts(size.height(), patchHeight, strideY)) {
            for (int x : starts(size.width(), patchWidth, strideX)) {
                windows.add(new Window(x, y, patchWidth, patchHeight));
            }
        }
        return new Occlusion(
                size.width(),
                size.height(),
                patchWidth,
                patchHeight,
                strideX,
                strideY,
                patches(network, model, input, windows));
    }

    private static List<Patch> patches(Network network, Manifest model, float[] input, List<Window> windows) {
        Calibration calibration = model.calibration();
        double whole = calibration.logOdds(network.run(List.of(input)).get(0).logit());
        List<Patch> patches = new ArrayList<>(windows.size());
        for (int start = 0; start < windows.size(); start += BATCH) {
            List<Window> batch = windows.subList(start, Math.min(windows.size(), start + BATCH));
            List<Network.Output> outputs = network.run(batch.stream()
                    .map(window -> window.over(input, model.preprocessing().width()))
                    .toList());
            for (int i = 0; i < batch.size(); i++) {
                float logit = outputs.get(i).logit();
                patches.add(new Patch(
                        batch.get(i).x(),
                        batch.get(i).y(),
                        whole - calibration.logOdds(logit),
                        calibration.probability(logit)));
            }
        }
        return List.copyOf(patches);
    }

    /** The patch that says most for pneumonia: without it, the odds fall most. */
    public Patch largestFall() {
        return Collections.max(patches, Comparator.comparingDouble(Patch::fall));
    }

    /**
     * The fall at every pixel of the input, in log odds: the mean of the patches that cover it.
     *
     * @return of shape (height, width), row by row
     */
    public float[] map() {
        float[] sum = new float[width * height];
        int[] covering = new int[sum.length];
        for (Patch patch : patches) {
            for (int y = patch.y(); y < patch.y() + patchHeight; y++) {
                for (int x = patch.x(); x < patch.x() + patchWidth; x++) {
                    sum[y * width + x] += (float) patch.fall();
                    covering[y * width + x]++;
                }
            }
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] /= covering[i];
        }
        return sum;
    }

    private static int patchSide(int side) {
        return Math.max(1, Math.round((float) side / PATCHES_PER_SIDE));
    }

    /** The last patch ends where the film ends, even if it is nearer to the one before. */
    private static int[] starts(int side, int patch, int stride) {
        return IntStream.concat(
                        IntStream.iterate(0, start -> start < side - patch, start -> start + stride),
                        IntStream.of(side - patch))
                .toArray();
    }

    private record Window(int x, int y, int width, int height) {
        float[] over(float[] input, int inputWidth) {
            float[] covered = input.clone();
            for (int row = y; row < y + height; row++) {
                Arrays.fill(covered, row * inputWidth + x, row * inputWidth + x + width, MEAN_GREY);
            }
            return covered;
        }
    }
}
