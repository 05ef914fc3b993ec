package org.xraystream.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xraystream.inference.pipeline.PipelineSettings;
import org.xraystream.model.net.Precision;
import org.xraystream.service.Settings;
import org.xraystream.service.SettingsException;

final class InferenceSettingsTest {
    @Test
    void imagesAreRememberedForTwoWeeksUnlessToldOtherwise() {
        assertThat(rememberImages(Map.of())).isEqualTo(Duration.ofDays(14));
        assertThat(rememberImages(Map.of("XRAYSTREAM_INFERENCE_REMEMBER_IMAGES", "36h")))
                .isEqualTo(Duration.ofHours(36));
    }

    @Test
    void aWindowThatNoStoreCanKeepIsRefused() {
        for (String window : new String[] {"59s", "3651d"}) {
            assertThatThrownBy(() -> rememberImages(Map.of("XRAYSTREAM_INFERENCE_REMEMBER_IMAGES", window)))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining("inference.remember-images must be from 1m to 3650d, not " + window);
        }
    }

    @Test
    void everyProcessorCanBeMadeToComputeAlike() {
        assertThat(PipelineSettings.precisions(Settings.load(Optional.empty(), Map.of())))
                .containsExactlyInAnyOrder(Precision.values());
        assertThat(PipelineSettings.precisions(
                        Settings.load(Optional.empty(), Map.of("XRAYSTREAM_INFERENCE_FLOAT32_ONLY", "true"))))
                .containsExactly(Precision.FLOAT32);
    }

    private static Duration rememberImages(Map<String, String> environment) {
        return InferenceSettings.rememberImages(Settings.load(Optional.empty(), environment));
    }
}
