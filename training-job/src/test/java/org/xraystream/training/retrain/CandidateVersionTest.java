package org.xraystream.training.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class CandidateVersionTest {
    @Test
    void isTheNextMinorVersionOfTheRun() {
        assertThat(CandidateVersion.of("0.2.7", "0123456789abcdef")).isEqualTo("0.3.0-r01234567");
        assertThat(CandidateVersion.of("1.9.0-r89abcdef", "0123456789abcdef")).isEqualTo("1.10.0-r01234567");
    }

    @Test
    void aChampionWithoutAVersionIsNamed() {
        assertThatThrownBy(() -> CandidateVersion.of("latest", "0123456789abcdef"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"latest\" is none like 1.2.3");
    }
}
