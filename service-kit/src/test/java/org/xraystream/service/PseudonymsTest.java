package org.xraystream.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PseudonymsTest {
    private static Pseudonyms withKey(String key) {
        return Pseudonyms.from(Settings.load(Optional.empty(), Map.of("XRAYSTREAM_PSEUDONYMS_KEY", key)));
    }

    @Test
    void oneIdentityHasOnePseudonymThatDependsOnKeyAndKind() {
        Pseudonyms pseudonyms = withKey("0123456789abcdef");

        String patient = pseudonyms.of("patient", "Doe^Jane");

        assertThat(patient).matches("[0-9a-f]{32}").isEqualTo(pseudonyms.of("patient", "Doe^Jane"));
        assertThat(pseudonyms.of("study", "Doe^Jane")).isNotEqualTo(patient);
        assertThat(pseudonyms.of("patient", "Doe^John")).isNotEqualTo(patient);
        assertThat(withKey("another key, as long").of("patient", "Doe^Jane")).isNotEqualTo(patient);
    }

    @Test
    void aShortKeyIsRefused() {
        assertThatThrownBy(() -> withKey("short"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("pseudonyms.key");
    }
}
