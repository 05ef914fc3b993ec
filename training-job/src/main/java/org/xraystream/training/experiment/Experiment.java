package org.xraystream.training.experiment;

import java.util.List;
import org.xraystream.model.net.Architecture;
import org.xraystream.training.bounds.Check;
import org.xraystream.training.optimizer.Optimizer;

/**
 * Everything that a training run is told, but for its films. Equal experiments on equal films give equal weights, on
 * the same machine with the same number of threads.
 *
 * @param name for people
 * @param seed of the films' split, the first weights, the order of the films, dropout and augmentation
 * @param network its architecture
 * @param pretrained where its backbone starts from
 * @param input what it is shown
 * @param batchSize films per step
 * @param optimizer what makes changes of gradients
 * @param regularisation what keeps weights and answers moderate
 * @param schedule how the learning rate goes over a phase
 * @param balance what is done about the larger class
 * @param phases one after the other
 * @param averaging decay per step of the moving average of the weights, which is what is kept; 0 is no averaging
 * @param stopping when a phase ends early
 * @param augmentation random changes of the films
 */
public record Experiment(
        String name,
        long seed,
        Architecture network,
        Pretrained pretrained,
        Input input,
        int batchSize,
        Optimizer optimizer,
        Regularisation regularisation,
        Schedule schedule,
        Balance balance,
        List<Phase> phases,
        double averaging,
        Stopping stopping,
        Augmentation augmentation) {
    public Experiment {
        phases = List.copyOf(phases);
        Check.that(!name.isBlank(), "name", "\"\"", "a text");
        Check.that(batchSize >= 2, "batchSize", batchSize, "at least 2");
        Check.that(
                balance != Balance.SAMPLING || batchSize % 2 == 0,
                "batchSize",
                batchSize,
                "even where balance is sampling, since each half is a class");
        Check.that(!phases.isEmpty(), "phases", phases, "at least one");
        Check.shareBelowOne("averaging", averaging);
    }

    /** Epochs of all phases, at most. */
    public int epochs() {
        return phases.stream().mapToInt(Phase::epochs).sum();
    }

    /** The same under another name. */
    public Experiment withName(String otherName) {
        return with(otherName, phases);
    }

    /** The same with other phases. */
    public Experiment withPhases(List<Phase> otherPhases) {
        return with(name, otherPhases);
    }

    private Experiment with(String otherName, List<Phase> otherPhases) {
        return new Experiment(
                otherName,
                seed,
                network,
                pretrained,
                input,
                batchSize,
                optimizer,
                regularisation,
                schedule,
                balance,
                otherPhases,
                averaging,
                stopping,
                augmentation);
    }
}
