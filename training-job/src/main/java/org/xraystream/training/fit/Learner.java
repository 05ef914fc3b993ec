package org.xraystream.training.fit;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.xraystream.model.Network;
import org.xraystream.model.Preprocessing;
import org.xraystream.model.net.EvidenceNetwork;
import org.xraystream.model.net.FilmBuffer;
import org.xraystream.training.experiment.Experiment;
import org.xraystream.training.experiment.Phase;
import org.xraystream.training.experiment.Regularisation;
import org.xraystream.training.optimizer.Optimizer;

/**
 * A network in training with its optimizer's state: one gradient step after the other. Runs on the GPU if the engine
 * finds one, else on the CPU. For the thread that makes it alone. Holds native memory until it is closed.
 */
final class Learner implements AutoCloseable {
    private final Engine engine = Engine.getEngine(Network.ENGINE);
    private final NDManager manager = NDManager.newBaseManager(engine.defaultDevice(), Network.ENGINE);
    private final ParameterStore parameters = new ParameterStore(manager, false);
    private final FilmBuffer films = new FilmBuffer(manager);
    private final Optimizer optimizer;
    private final Regularisation regularisation;
    private final Preprocessing preprocessing;
    private final EvidenceNetwork network;

    private Phase phase;
    private List<Trainable> trained = List.of();
    private List<NDList> states = List.of();
    private int steps;

    /** A network with its first weights, which depend on the seed. */
    Learner(Experiment experiment, Preprocessing preprocessing) {
        // the engine does so in the thread that loads it and in no other; a step changes weights in place
        JniUtils.setGradMode(false);
        this.optimizer = experiment.optimizer();
        this.regularisation = experiment.regularisation();
        this.preprocessing = preprocessing;
        this.network = experiment.network().newNetwork();
        engine.setRandomSeed((int) experiment.seed());
        network.initialize(manager, DataType.FLOAT32, inputShape(experiment.batchSize()));
    }

    EvidenceNetwork network() {
        return network;
    }

    /** Freezes and unfreezes what the phase says; the optimizer starts anew. */
    void begin(Phase phase) {
        this.phase = phase;
        network.getParameters().values().forEach(parameter -> parameter.freeze(true));
        network.freezeStatistics(phase.frozenStatistics());
        trained = Trainable.of(network, phase);
        trained.forEach(trainable -> trainable.parameter().freeze(false));
        states.forEach(NDList::close);
        states = trained.stream().map(this::newState).toList();
        steps = 0;
    }

    private NDList newState(Trainable trainable) {
        NDList state = new NDList();
        for (int i = 0; i < optimizer.slots(); i++) {
            NDArray slot = manager.zeros(trainable.parameter().getArray().getShape());
            slot.setName(trainable.name() + "/" + i);
            state.add(slot);
        }
        return state;
    }

    /**
     * One step down the gradient.
     *
     * @param share of the phase's learning rate
     * @return the mean loss of the batch before the step, without the penalties; may be no number
     */
    double step(Batches.Batch batch, double share) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray inputs = films.array(List.of(batch.inputs()), inputShape(batch.labels().length), manager);
            NDArray labels = manager.create(batch.labels());
            NDArray weights = manager.create(batch.weights());
            double loss;
            try (GradientCollector gradients = engine.newGradientCollector()) {
                NDArray logits =
                        network.forward(parameters, new NDList(inputs), true).singletonOrThrow();
                NDArray mean = crossEntropy(logits, labels).mul(weights).mean();
                gradients.backward(mean);
                loss = mean.getFloat();
            }
            steps++;
            for (int i = 0; i < trained.size(); i++) {
                update(trained.get(i), states.get(i), share * phase.learningRate());
            }
            return loss;
        }
    }

    /** softplus(z) − y z: the cross-entropy of sigmoid(z) with smoothed labels, without overflow. */
    private NDArray crossEntropy(NDArray logits, NDArray labels) {
        double smoothing = regularisation.labelSmoothing();
        NDArray smoothed = labels.mul(1 - 2 * smoothing).add(smoothing);
        return Activation.softPlus(logits).sub(smoothed.mul(logits));
    }

    private void update(Trainable trainable, NDList state, double phaseRate) {
        NDArray weight = trainable.parameter().getArray();
        NDArray gradient = weight.getGradient();
        double rate = phaseRate * trainable.rate();
        if (trainable.isKernel()) {
            penalise(weight, gradient);
            if (optimizer.decay() > 0) {
                weight.muli(1 - rate * optimizer.decay());
            }
        }
        optimizer.update(weight, gradient, state, rate, steps);
        // the next backward pass adds to it
        gradient.muli(0);
    }

    private void penalise(NDArray weight, NDArray gradient) {
        if (regularisation.l1() > 0) {
            gradient.addi(weight.sign().muli(regularisation.l1()));
        }
        if (regularisation.l2() > 0) {
            gradient.addi(weight.mul(2 * regularisation.l2()));
        }
    }

    private Shape inputShape(int films) {
        return new Shape(films, 1, preprocessing.height(), preprocessing.width());
    }

    /** Steps since the phase began. */
    int steps() {
        return steps;
    }

    /** The optimizer's state as a safetensors file. */
    byte[] state() {
        NDList all = new NDList();
        states.forEach(all::addAll);
        return all.encode(NDList.Encoding.SAFETENSORS);
    }

    /** Takes over the state of an optimizer after so many steps of the phase that was begun last. */
    void restore(byte[] state, int steps) {
        try (NDManager reading = manager.newSubManager()) {
            Map<String, NDArray> values = NDList.decode(reading, state).stream()
                    .collect(Collectors.toMap(NDArray::getName, Function.identity()));
            states.stream()
                    .flatMap(NDList::stream)
                    .forEach(slot -> values.get(slot.getName()).copyTo(slot));
        }
        this.steps = steps;
    }

    @Override
    public void close() {
        manager.close();
    }
}
