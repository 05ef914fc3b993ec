package org.xraystream.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.xraystream.events.ModelReference;
import org.xraystream.events.ModelReleased;
import org.xraystream.events.ModelRole;

final class AnnouncedModelsTest {
    @Test
    void nothingAnnouncedIsNothing() {
        assertServing(List.of(), List.of(), Optional.empty());
    }

    @Test
    void theNewestChampionIsFirstAndTheOneBeforeItIsKept() {
        assertServing(
                List.of(
                        announced("1", ModelRole.CHAMPION, 1),
                        announced("2", ModelRole.CANDIDATE, 2),
                        announced("3", ModelRole.CHAMPION, 3)),
                List.of("3", "1"),
                Optional.empty());
    }

    @Test
    void aRetiredChampionLeavesItsPlaceToTheOneBeforeIt() {
        assertServing(
                List.of(
                        announced("1", ModelRole.CHAMPION, 1),
                        announced("2", ModelRole.CHAMPION, 2),
                        announced("2", ModelRole.RETIRED, 3)),
                List.of("1"),
                Optional.empty());
    }

    @Test
    void aVersionThatIsPromotedAgainIsTheNewest() {
        assertServing(
                List.of(
                        announced("1", ModelRole.CHAMPION, 1),
                        announced("2", ModelRole.CHAMPION, 2),
                        announced("1", ModelRole.CHAMPION, 3)),
                List.of("1", "2"),
                Optional.empty());
    }

    @Test
    void aShadowEndsWithTheChampionThatItWasComparedWith() {
        ModelReleased champion = announced("1", ModelRole.CHAMPION, 1);
        ModelReleased former = announced("0.9", ModelRole.SHADOW, 0);
        ModelReleased shadow = announced("2", ModelRole.SHADOW, 2);

        assertServing(List.of(champion, former), List.of("1"), Optional.empty());
        assertServing(List.of(champion, former, shadow), List.of("1"), Optional.of("2"));
        assertServing(
                List.of(champion, former, shadow, announced("2", ModelRole.CHAMPION, 3)),
                List.of("2", "1"),
                Optional.empty());
    }

    @Test
    void theNextAnnouncementIsTheLastWordWhateverTheClockSays() {
        AnnouncedModels announced = new AnnouncedModels();
        Instant now = Instant.ofEpochSecond(5);
        assertThat(announced.next(now)).isEqualTo(now);
        announced.add(announced("1", ModelRole.CHAMPION, 9));
        assertThat(announced.next(now)).isAfter(Instant.ofEpochSecond(9));
        assertThat(announced.next(Instant.ofEpochSecond(10))).isEqualTo(Instant.ofEpochSecond(10));
    }

    @Test
    void ofEachVersionTheLastWordIsListed() {
        AnnouncedModels announced = new AnnouncedModels();
        announced.add(announced("1", ModelRole.CHAMPION, 1));
        announced.add(announced("2", ModelRole.CANDIDATE, 2));
        announced.add(announced("1", ModelRole.RETIRED, 3));

        assertThat(announced.all())
                .extracting(ModelReleased::getRole)
                .containsExactly(ModelRole.RETIRED, ModelRole.CANDIDATE);
        assertThat(announced.find("m", "2").map(ModelReleased::getRole)).contains(ModelRole.CANDIDATE);
        assertThat(announced.find("m", "3")).isEmpty();
    }

    private static ModelReleased announced(String version, ModelRole role, long second) {
        return ModelReleased.newBuilder()
                .setEventId(version + role + second)
                .setOccurredAt(Instant.ofEpochSecond(second))
                .setModel(new ModelReference("m", version, "00"))
                .setRole(role)
                .setReleasedBy("test")
                .setReason("test")
                .build();
    }

    /** In whatever order the partitions are read. */
    private static void assertServing(
            List<ModelReleased> announcements, List<String> champions, Optional<String> shadow) {
        List<ModelReleased> order = new ArrayList<>(announcements);
        for (int turn = 0; turn < 2; turn++) {
            AnnouncedModels announced = new AnnouncedModels();
            order.forEach(announced::add);
            assertThat(announced.champions())
                    .extracting(champion -> champion.getModel().getVersion())
                    .isEqualTo(champions);
            assertThat(announced.shadow().map(model -> model.getModel().getVersion()))
                    .isEqualTo(shadow);
            Collections.reverse(order);
        }
    }
}
