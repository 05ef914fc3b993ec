package org.xraystream.training.explain;

import java.util.List;
import java.util.Optional;
import org.xraystream.imaging.GreyImage;
import org.xraystream.model.ChannelStack;
import org.xraystream.model.Classifier;
import org.xraystream.model.Manifest;
import org.xraystream.model.Network;
import org.xraystream.model.Reading;

/**
 * How a model came to its reading of one film. Holds no native memory.
 *
 * @param model what the model's package says of it
 * @param film as it was given, at any size
 * @param input what the network sees: float32 of shape (1, height, width) of the model's preprocessing
 * @param reading as the service would give it
 * @param filters of the first layer
 * @param stages what each stage makes of the film, from input to output
 * @param occlusion what covering each place changes
 * @param shuffledHead whether the heat map depends on the head; empty where the map is too small to tell
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Explanation(
        Manifest model,
        GreyImage film,
        float[] input,
        Reading reading,
        ChannelStack filters,
        List<ChannelStack> stages,
        Occlusion occlusion,
        Optional<ShuffledHead> shuffledHead) {
    /**
     * Explains one film.
     *
     * @param model the package that the classifier was loaded from
     */
    public static Explanation of(Manifest model, Classifier classifier, GreyImage film) {
        Network network = classifier.network();
        float[] input = model.preprocessing().prepare(film);
        List<ChannelStack> stages = network.activations(input);
        return new Explanation(
                model,
                film,
                input,
                classifier.classify(List.of(film)).get(0),
                network.firstFilters(),
                stages,
                Occlusion.of(network, model, input),
                ShuffledHead.of(stages.get(stages.size() - 1), network.headWeights()));
    }
}
