package org.xraystream.training.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xraystream.command.CommandException;
import org.xraystream.training.optimizer.Sgd;

final class TableFileTest {
    private static final String TABLE = """
            title = "A table"
            minutes = 3
            base { network { name = "residual-cnn", widths = [8] }, phases = [{ epochs = 2, learningRate = 0.01 }],
                   optimizer { name = "adamw", weightDecay = 0.5 } }
            experiments = [
              { name = "a", group = "G" }
              { name = "b", group = "G", title = "Bee", batchSize = 8, optimizer { name = "sgd" } }
            ]
            """;

    @TempDir
    Path folder;

    @Test
    void anExperimentIsTheBaseWithItsOverrides() throws Exception {
        ExperimentTable table = read(TABLE);
        assertThat(table.folds()).isEqualTo(3);
        assertThat(table.entries()).extracting(TableEntry::title).containsExactly("a", "Bee");
        assertThat(table.entries().get(0).experiment().batchSize()).isEqualTo(32);
        assertThat(table.entries().get(1).experiment().batchSize()).isEqualTo(8);
        // another optimiser takes nothing over from the base's, of which it would not know the weight decay
        assertThat(table.entries().get(1).experiment().optimizer()).isInstanceOf(Sgd.class);
        assertThat(table.entries().get(1).experiment().epochs()).isEqualTo(2);
    }

    @Test
    void theTablesThatAreSharedAreValid() throws CommandException {
        for (String name : List.of("quick", "table")) {
            ExperimentTable table = TableFile.read(Path.of("../experiments/" + name + ".conf"));
            assertThat(table.entries()).as(name).hasSizeGreaterThan(3);
        }
    }

    @Test
    void whatIsWrongIsSaidInOneSentence() {
        assertWrong(TABLE.replace("minutes", "hours"), "the key hours is not known; known there are [base, ");
        assertWrong(TABLE.replace("batchSize", "batch"), "experiment b, is wrong: the key batch is not known");
        assertWrong(TABLE.replace("minutes = 3", ""), "minutes");
        assertWrong(TABLE.replace("minutes = 3", "minutes = 0"), "minutes must be above 0, not 0.0");
        assertWrong(TABLE.replace("\"b\"", "\"a\""), "name must be of one experiment alone, not \"a\"");
        assertWrong(TABLE.replace("\"b\"", "\"b c\""), "letters, digits");
        assertWrong(TABLE + "perturbations = [sneezing]", "perturbations must be of [aspect, ");
        assertWrong(TABLE + "folds = 1", "folds must be at least 2, not 1");
        assertWrong("experiments = [", "is wrong: ");
    }

    private void assertWrong(String text, String part) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining(part)
                .hasMessageContaining("t.conf")
                .hasMessageEndingWith(".")
                .hasMessageNotContaining("\n");
    }

    private ExperimentTable read(String text) throws CommandException, IOException {
        return TableFile.read(Files.writeString(folder.resolve("t.conf"), text));
    }
}
