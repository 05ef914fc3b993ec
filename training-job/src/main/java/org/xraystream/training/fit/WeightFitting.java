package org.xraystream.training.fit;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.xraystream.imaging.GreyImage;
import org.xraystream.model.ModelPackageException;
import org.xraystream.model.Network;
import org.xraystream.model.Preprocessing;
import org.xraystream.training.data.Film;
import org.xraystream.training.metrics.Auroc;
import org.xraystream.training.metrics.BalancedLoss;
import org.xraystream.training.metrics.Scored;
import org.xraystream.training.robustness.Scoring;

/** Fits the weights of a network to films. One run per instance; not thread-safe. */
public final class WeightFitting {
    private final FitSettings settings;
    private final Preprocessing preprocessing;
    private final List<Film> training;
    private final List<Film> validation;
    private final List<float[]> validationInputs;
    private final int stepsPerEpoch;

    /**
     * A run with these films.
     *
     * @param training to fit the weights to; of both classes
     * @param validation to stop on; of both classes and of other patients
     */
    public WeightFitting(FitSettings settings, List<Film> training, List<Film> validation) {
        this.settings = settings;
        this.preprocessing = Preprocessing.square(settings.inputSize());
        this.training = training;
        this.validation = validation;
        this.validationInputs = Scoring.perturbedInputs(preprocessing, validation);
        this.stepsPerEpoch = Math.max(1, training.size() / settings.batchSize());
    }

    /** Steps of a run that is not stopped early. */
    public int steps() {
        return settings.epochs() * stepsPerEpoch;
    }

    /**
     * Trains until the epochs are over or validation has not improved for long.
     *
     * @param onStep told after every step
     * @param onEpoch told after every epoch
     * @return the averaged weights of the best epoch, as a model package holds them
     * @throws DivergedException if a loss is no number
     */
    public byte[] run(Runnable onStep, Consumer<Epoch> onEpoch) throws DivergedException {
        Engine.getEngine(Network.ENGINE).setRandomSeed((int) settings.seed());
        Shape input = new Shape(settings.batchSize(), 1, settings.inputSize(), settings.inputSize());
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try (Model model = Model.newInstance("training", Network.ENGINE);
                AveragedWeights average = new AveragedWeights(settings.architecture(), input, settings.averaging())) {
            Block block = settings.architecture().newNetwork();
            block.setInitializer(
                    new XavierInitializer(XavierInitializer.RandomType.GAUSSIAN, XavierInitializer.FactorType.IN, 2),
                    Parameter.Type.WEIGHT);
            model.setBlock(block);
            try (Trainer trainer =
                    model.newTrainer(new DefaultTrainingConfig(Loss.l2Loss()).optOptimizer(optimizer()))) {
                trainer.initialize(input);
                return epochs(trainer, average, batches(executor), onStep, onEpoch);
            }
        } finally {
            executor.shutdownNow();
        }
    }

    private Optimizer optimizer() {
        return Optimizer.adamW()
                .optLearningRateTracker(new LearningRate(settings.learningRate(), 2 * stepsPerEpoch, steps()))
                .optWeightDecays((float) settings.weightDecay())
                .build();
    }

    private Batches batches(ExecutorService executor) {
        return new Batches(
                preprocessing, resized(false), resized(true), settings.batchSize(), settings.seed(), executor);
    }

    private List<GreyImage> resized(boolean pneumonia) {
        return training.parallelStream()
                .filter(film -> film.file().pneumonia() == pneumonia)
                .map(film -> preprocessing.resize(film.image()))
                .toList();
    }

    private byte[] epochs(
            Trainer trainer, AveragedWeights average, Batches batches, Runnable onStep, Consumer<Epoch> onEpoch)
            throws DivergedException {
        byte[] best = average.toBytes();
        double bestLoss = Double.POSITIVE_INFINITY;
        int bestEpoch = 0;
        for (int epoch = 1; epoch <= settings.epochs() && epoch - bestEpoch <= settings.patience(); epoch++) {
            double trainingLoss = 0;
            for (int step = 0; step < stepsPerEpoch; step++) {
                trainingLoss += step(trainer, batches.next()) / stepsPerEpoch;
                average.add(trainer.getModel().getBlock());
                onStep.run();
            }
            if (!Double.isFinite(trainingLoss)) {
                throw new DivergedException(epoch, settings.learningRate());
            }
            byte[] weights = average.toBytes();
            List<Scored> logits = validate(weights);
            double loss = BalancedLoss.of(logits);
            boolean isBest = loss < bestLoss;
            if (isBest) {
                best = weights;
                bestLoss = loss;
                bestEpoch = epoch;
            }
            onEpoch.accept(new Epoch(epoch, trainingLoss, Auroc.of(logits).value(), loss, isBest));
        }
        return best;
    }

    private double step(Trainer trainer, Batches.Batch batch) {
        try (NDManager manager = trainer.getManager().newSubManager()) {
            NDArray inputs = manager.create(
                    batch.inputs(), new Shape(batch.labels().length, 1, preprocessing.height(), preprocessing.width()));
            NDArray labels = manager.create(batch.labels());
            double loss;
            try (GradientCollector gradients = trainer.newGradientCollector()) {
                NDArray logits = trainer.forward(new NDList(inputs)).singletonOrThrow();
                NDArray mean = crossEntropy(logits, labels);
                gradients.backward(mean);
                loss = mean.getFloat();
            }
            trainer.step();
            return loss;
        }
    }

    /** softplus(z) − y z: the cross-entropy of sigmoid(z) with smoothed labels, without overflow. */
    private NDArray crossEntropy(NDArray logits, NDArray labels) {
        double smoothing = settings.labelSmoothing();
        NDArray smoothed = labels.mul(1 - 2 * smoothing).add(smoothing);
        return Activation.softPlus(logits).sub(smoothed.mul(logits)).mean();
    }

    private List<Scored> validate(byte[] weights) {
        try (Network network = Network.load(settings.architecture(), preprocessing, weights)) {
            return Scoring.logits(network, validation, validationInputs);
        } catch (ModelPackageException e) {
            throw new IllegalStateException("Weights that were just trained do not fit their own architecture.", e);
        }
    }
}
