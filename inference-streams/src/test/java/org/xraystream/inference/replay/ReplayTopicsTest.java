package org.xraystream.inference.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xraystream.model.ModelIdentity;
import org.xraystream.schemas.Topics;

final class ReplayTopicsTest {
    static Iterable<String> systemsOwn() {
        return Topics.all().stream().map(topic -> topic.name()).toList();
    }

    @ParameterizedTest
    @MethodSource("systemsOwn")
    void noReplayWritesToATopicOfTheSystems(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReplayTopics.named(name))
                .withMessageContaining(name)
                .withMessageContaining(ReplayTopics.PREFIX);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mine", "xray.replay.", "xray.replay.a b", "xray.replay.a.rejections"})
    void otherNamesThatAreNoneForAReplayAreRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> ReplayTopics.anyNamed(name));
    }

    @Test
    void aNameMadeOfAModelIsOneForAReplay() {
        String name = ReplayTopics.defaultName(new ModelIdentity("CNN für 2", "1.0.0+é", "00"), "20260101T000000");
        assertThat(ReplayTopics.named(name).name()).isEqualTo("xray.replay.cnn-f-r-2-1.0.0---20260101t000000");
    }
}
