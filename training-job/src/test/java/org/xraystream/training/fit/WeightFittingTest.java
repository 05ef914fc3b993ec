package org.xraystream.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xraystream.command.CommandException;
import org.xraystream.training.data.Film;
import org.xraystream.training.experiment.Experiment;

final class WeightFittingTest {
    private static final List<Film> TRAINING = Blobs.films(20, 36, 1);
    private static final List<Film> VALIDATION = Blobs.films(15, 15, 2);

    @Test
    void theSameSeedGivesTheSameWeightsAndAnotherSeedOthers() throws Exception {
        byte[] once = fit("").weights();
        assertThat(fit("").weights()).isEqualTo(once);
        assertThat(fit("seed = 2").weights()).isNotEqualTo(once);
    }

    @Test
    void everyBalanceLearns() throws Exception {
        for (String balance : List.of("sampling", "class-weights", "none")) {
            WeightFitting.Fitted fitted = fit("balance = " + balance
                    + ", averaging = 0, augmentation = none, phases = [{ epochs = 6, learningRate = 0.02 }]");
            assertThat(fitted.epochs()).as(balance).anyMatch(epoch -> epoch.validationAuroc() > 0.9);
        }
    }

    @Test
    void phasesFollowEachOtherAndEndEarlyWhenNothingGetsBetter() throws Exception {
        List<Epoch> epochs = fit("""
                        stopping { metric = loss, patience = 2 }
                        phases = [{ epochs = 2, learningRate = 1e-3, train = head },
                                  { epochs = 9, learningRate = 1e-30, train = "from:stage1", stageDecay = 0.5 }]
                        averaging = 0
                        network.dropout = 0
                        """).epochs();
        assertThat(epochs).extracting(Epoch::phase).startsWith(1, 1, 2).hasSizeLessThan(11);
        assertThat(epochs).extracting(Epoch::number).startsWith(1, 2, 3);
    }

    @Test
    void aLossThatIsNoNumberEndsTheRun() {
        assertThatThrownBy(() -> fit("phases = [{ epochs = 3, learningRate = 1e30 }]"))
                .isInstanceOf(DivergedException.class)
                .hasMessageContaining("diverged");
    }

    @Test
    void aStageThatTheNetworkHasNotIsNamedWithThoseThatItHas() {
        assertThatThrownBy(() -> fit("phases = [{ epochs = 1, learningRate = 1, train = \"from:top\" }]"))
                .hasMessage("The network has no stage for \"from:top\"; its stages are [stem, stage1].");
    }

    private static WeightFitting.Fitted fit(String settings) throws CommandException, IOException, DivergedException {
        Experiment experiment = Experiments.tiny(settings);
        return new WeightFitting(experiment, Optional.empty(), TRAINING, VALIDATION).run(TrainingListener.NONE);
    }
}
