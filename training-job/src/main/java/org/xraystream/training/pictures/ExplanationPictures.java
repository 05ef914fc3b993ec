package org.xraystream.training.pictures;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.xraystream.imaging.GreyImage;
import org.xraystream.imaging.Resampling;
import org.xraystream.model.ChannelStack;
import org.xraystream.training.explain.Explanation;

/**
 * All pictures of one explanation, by the names of their files. There is no text in them, so that no font is needed.
 */
final class ExplanationPictures {
    private static final int LONGEST_SIDE = 512;

    private final Map<String, byte[]> pictures = new LinkedHashMap<>();
    private final Map<ChannelStack, ChannelGrid> stages = new LinkedHashMap<>();
    private final ChannelGrid filters;
    private final OcclusionPicture occlusion;

    ExplanationPictures(Explanation explanation) {
        filters = new ChannelGrid(explanation.filters());
        occlusion = new OcclusionPicture(explanation.occlusion());
        GreyImage film = Resampling.within(explanation.film(), LONGEST_SIDE);
        pictures.put("film.png", Png.of(film));
        pictures.put("heat-map.png", explanation.reading().heatMap().png(film));
        pictures.put("occlusion.png", Png.of(occlusion.over(film)));
        pictures.put("input.png", Png.of(input(explanation)));
        pictures.put("filters.png", Png.of(filters.picture(ColourScale.BLUE_WHITE_RED, true)));
        for (ChannelStack stage : explanation.stages()) {
            ChannelGrid grid = new ChannelGrid(stage);
            stages.put(stage, grid);
            pictures.put(name(stage), Png.of(grid.picture(ColourScale.VIRIDIS, false)));
        }
    }

    static String name(ChannelStack stage) {
        return "activations-" + stage.name() + ".png";
    }

    Set<String> names() {
        return pictures.keySet();
    }

    byte[] png(String name) {
        return pictures.get(name);
    }

    /** The stages, from input to output, with what is shown of each. */
    Map<ChannelStack, ChannelGrid> stages() {
        return stages;
    }

    ChannelGrid filters() {
        return filters;
    }

    /** What the strongest tint of occlusion.png means, in log odds. */
    double occlusionRange() {
        return occlusion.range();
    }

    /** What the network sees: from the darkest to the brightest that the preprocessing leaves. */
    private static GreyImage input(Explanation explanation) {
        float[] input = explanation.input();
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float value : input) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        float[] levels = new float[input.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = high > low ? (input[i] - low) / (high - low) : 0;
        }
        return new GreyImage(
                explanation.occlusion().width(), explanation.occlusion().height(), levels);
    }
}
