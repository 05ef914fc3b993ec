package org.xraystream.teststack;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code .env} names must be what the build's own libraries are tested with. */
final class ImagesTest {
    private final Images images = Images.named();

    @ParameterizedTest
    @EnumSource(Server.class)
    void everyServerHasAnImageOfAFixedVersion(Server server) {
        assertThat(images.of(server).getVersionPart()).isNotBlank().isNotEqualTo("latest");
    }

    @Test
    void theBrokerInContainersIsTheEmbeddedOnesVersion() {
        assertThat(images.of(Server.KAFKA).getVersionPart()).isEqualTo(AppInfoParser.getVersion());
    }
}
