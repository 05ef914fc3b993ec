package org.xraystream.training.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.xraystream.events.ModelReference;
import org.xraystream.training.drift.ImageJoin.Arrival;
import org.xraystream.training.drift.ImageJoin.Measured;
import org.xraystream.training.drift.ImageJoin.Pair;

final class ImageJoinTest {
    private static final Arrival ARRIVAL = new Arrival("ward-3", "2026-W48");
    private static final Measured MEASURED =
            new Measured(new ModelReference("cnn", "1.0.0", "ab".repeat(32)), Map.of("contrast", 0.2));

    private final ImageJoin join = new ImageJoin(3);

    @Test
    void bothHalvesMeetInEitherOrder() {
        assertThat(join.image("a", ARRIVAL)).isEmpty();
        assertThat(join.diagnosis("a", MEASURED)).contains(new Pair(ARRIVAL, MEASURED));
        assertThat(join.diagnosis("b", MEASURED)).isEmpty();
        assertThat(join.image("b", ARRIVAL)).contains(new Pair(ARRIVAL, MEASURED));
        assertThat(join.waitingDiagnoses()).isZero();
    }

    @Test
    void imagesThatAreNeverDiagnosedTakeNoMoreThanTheirRoom() {
        for (int i = 0; i < 1_000; i++) {
            join.image("rejected-" + i, ARRIVAL);
        }
        assertThat(join.isFullOfImages()).isTrue();
        assertThat(join.diagnosis("rejected-996", MEASURED)).isEmpty();
        assertThat(join.diagnosis("rejected-997", MEASURED)).isPresent();
        assertThat(join.givenUp()).isZero();
    }

    @Test
    void theOldestDiagnosisIsGivenUpAndCounted() {
        for (String image : new String[] {"a", "b", "c", "d"}) {
            join.diagnosis(image, MEASURED);
        }
        assertThat(join.givenUp()).isEqualTo(1);
        assertThat(join.image("a", ARRIVAL)).isEmpty();
        assertThat(join.image("d", ARRIVAL)).isPresent();
    }

    @Test
    void whereBothWaitAndAreFullNeitherHoldsTheOtherBack() {
        for (int i = 0; i < 3; i++) {
            join.image("image-" + i, ARRIVAL);
            join.diagnosis("diagnosis-" + i, MEASURED);
        }
        assertThat(join.isFullOfImages()).isFalse();
        assertThat(join.isFullOfDiagnoses()).isFalse();
    }
}
