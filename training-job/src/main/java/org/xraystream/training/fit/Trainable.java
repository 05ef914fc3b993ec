package org.xraystream.training.fit;

import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.xraystream.model.net.Architecture;
import org.xraystream.model.net.EvidenceNetwork;
import org.xraystream.training.experiment.Phase;

/**
 * A parameter that a phase trains.
 *
 * @param name its place in the network
 * @param parameter its values
 * @param rate its learning rate, as a share of the phase's
 */
record Trainable(String name, Parameter parameter, double rate) {
    private static final Set<Parameter.Type> STATISTICS =
            EnumSet.of(Parameter.Type.RUNNING_MEAN, Parameter.Type.RUNNING_VAR);

    /** Whether it is a kernel or a matrix, which penalties and decay are for, not a bias or of a norm. */
    boolean isKernel() {
        return parameter.getType() == Parameter.Type.WEIGHT;
    }

    /**
     * What the phase trains, in the order of the network.
     *
     * @throws IllegalArgumentException if the network has no stage of the phase's name
     */
    static List<Trainable> of(EvidenceNetwork network, Phase phase) {
        Map<Parameter, Double> rates = rates(network, phase);
        List<Trainable> trained = new ArrayList<>();
        for (Pair<String, Parameter> entry : network.getParameters()) {
            Double rate = rates.get(entry.getValue());
            if (rate != null && !STATISTICS.contains(entry.getValue().getType())) {
                trained.add(new Trainable(entry.getKey(), entry.getValue(), rate));
            }
        }
        return List.copyOf(trained);
    }

    private static Map<Parameter, Double> rates(EvidenceNetwork network, Phase phase) {
        List<Architecture.Stage> stages = network.stages();
        Map<Parameter, Double> rates = new HashMap<>();
        add(rates, network.head(), 1);
        double rate = 1;
        for (int i = stages.size() - 1; i >= firstTrained(stages, phase.train()); i--) {
            rate *= phase.stageDecay();
            add(rates, stages.get(i).block(), rate);
        }
        return rates;
    }

    private static void add(Map<Parameter, Double> rates, Block block, double rate) {
        block.getParameters().values().forEach(parameter -> rates.put(parameter, rate));
    }

    private static int firstTrained(List<Architecture.Stage> stages, String train) {
        if (train.equals(Phase.ALL)) {
            return 0;
        }
        if (train.equals(Phase.HEAD)) {
            return stages.size();
        }
        List<String> names = stages.stream().map(Architecture.Stage::name).toList();
        int first = names.indexOf(train.substring(Phase.FROM.length()));
        if (first < 0) {
            throw new IllegalArgumentException(
                    "The network has no stage for \"" + train + "\"; its stages are " + names + ".");
        }
        return first;
    }
}
