package org.xraystream.training.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xraystream.service.Settings;
import org.xraystream.service.SettingsException;

final class GateRulesTest {
    private static final Settings SETTINGS = Settings.load(Optional.empty(), Map.of());

    @Test
    void settingsAreRules() {
        GateRules rules = GateRules.of(
                SETTINGS.with(Map.of("training.gate.gold.auroc-margin", 0.004, "training.gate.blind.least-films", 80)));
        assertThat(rules.gold().aurocMargin()).isEqualTo(0.004);
        assertThat(rules.blind().leastFilms()).isEqualTo(80);
        assertThat(rules.gold().sensitivityMargin())
                .isEqualTo(GateRules.defaults().gold().sensitivityMargin());
    }

    @Test
    void whatCannotBeIsNamed() {
        assertRefused("training.gate.gold.auroc-margin", -0.1, "from 0.0 to 1.0");
        assertRefused("training.gate.gold.auroc-margin", Double.NaN, "from 0.0 to 1.0");
        assertRefused("training.gate.bootstrap-rounds", 10, "from 200");
        assertRefused("training.gate.robustness.variants-per-film", 13, "from 1 to 12");
        assertRefused("training.gate.blind.required", "maybe", "required");
        assertRefused("training.gate.subgroups.gross-fall", 0.01, "must not be less than subgroups.fall");
    }

    private static void assertRefused(String path, Object value, String why) {
        Settings wrong = SETTINGS.with(Map.of(path, value));
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> GateRules.of(wrong))
                .withMessageContaining(path)
                .withMessageContaining(why);
    }
}
