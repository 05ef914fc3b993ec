package org.xraystream.training;

import java.util.List;
import org.xraystream.imaging.GreyImage;
import org.xraystream.model.Finding;
import org.xraystream.model.ModelIdentity;
import org.xraystream.model.RejectionReason;
import org.xraystream.model.UncertainReason;
import org.xraystream.training.explain.Explanation;
import org.xraystream.training.explain.Occlusion;
import org.xraystream.training.explain.ShuffledHead;

/**
 * What {@code explain} says of one film, for machines.
 *
 * @param modelId which model
 * @param modelVersion which model
 * @param modelSha256 which model
 * @param file that was read, as it was named
 * @param probability calibrated, of pneumonia
 * @param finding what follows from it
 * @param reason null unless the finding is uncertain
 * @param rejection null unless the finding is that the film is not to be read
 * @param occlusion what covering places of the film changes
 * @param shuffledHead correlations of the heat map with those of shuffled heads, or null where there are none
 * @param files that were written, by their names in the output folder
 */
record ExplanationReport(
        String modelId,
        String modelVersion,
        String modelSha256,
        String file,
        double probability,
        Finding finding,
        UncertainReason reason,
        RejectionReason rejection,
        Covering occlusion,
        ShuffledHead shuffledHead,
        List<String> files) {
    /**
     * All sizes in pixels of the network's input.
     *
     * @param width of the input
     * @param height of the input
     * @param patchWidth of what is covered at once
     * @param patchHeight of what is covered at once
     * @param strideX from one patch to the next
     * @param strideY from one patch to the next
     * @param largestFall where covering the film makes the probability fall most
     */
    record Covering(
            int width, int height, int patchWidth, int patchHeight, int strideX, int strideY, Place largestFall) {}

    /**
     * A covered place, in pixels of the film.
     *
     * @param x of the left edge
     * @param y of the upper edge
     * @param width in pixels of the film
     * @param height in pixels of the film
     * @param logOdds by how much the calibrated log odds fall; below 0 if every patch makes them rise
     * @param probability calibrated, with the place covered
     */
    record Place(long x, long y, long width, long height, double logOdds, double probability) {
        static Place of(Occlusion occlusion, GreyImage film) {
            double scaleX = (double) film.width() / occlusion.width();
            double scaleY = (double) film.height() / occlusion.height();
            Occlusion.Patch patch = occlusion.largestFall();
            return new Place(
                    Math.round(patch.x() * scaleX),
                    Math.round(patch.y() * scaleY),
                    Math.round(occlusion.patchWidth() * scaleX),
                    Math.round(occlusion.patchHeight() * scaleY),
                    patch.fall(),
                    patch.probability());
        }
    }

    static ExplanationReport of(String file, Explanation explanation, List<String> files) {
        ModelIdentity model = explanation.model().identity();
        Occlusion occlusion = explanation.occlusion();
        return new ExplanationReport(
                model.id(),
                model.version(),
                model.sha256(),
                file,
                explanation.reading().probability(),
                explanation.reading().finding(),
                explanation.reading().reason().orElse(null),
                explanation.reading().assessment().rejection().orElse(null),
                new Covering(
                        occlusion.width(),
                        occlusion.height(),
                        occlusion.patchWidth(),
                        occlusion.patchHeight(),
                        occlusion.strideX(),
                        occlusion.strideY(),
                        Place.of(occlusion, explanation.film())),
                explanation.shuffledHead().orElse(null),
                files);
    }
}
