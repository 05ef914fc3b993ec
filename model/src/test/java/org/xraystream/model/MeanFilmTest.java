package org.xraystream.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.xraystream.imaging.GreyImage;

final class MeanFilmTest {
    private static final GreyImage UPRIGHT = FilmsInPositions.upright();
    private static final MeanFilm MEAN = new MeanFilm(MeanFilm.cells(UPRIGHT));

    @Test
    void anUprightFilmHasNoFaultNorHasItsMirrorImage() {
        assertThat(MEAN.fault(UPRIGHT)).isEmpty();
        assertThat(MEAN.fault(FilmsInPositions.mirrored(UPRIGHT))).isEmpty();
    }

    @Test
    void aFilmInEveryOtherPositionIsTold() {
        assertThat(MEAN.fault(FilmsInPositions.inverted(UPRIGHT))).contains(RejectionReason.INVERTED);
        assertThat(MEAN.fault(FilmsInPositions.upsideDown(UPRIGHT))).contains(RejectionReason.ROTATED);
        assertThat(MEAN.fault(FilmsInPositions.onItsLeft(UPRIGHT))).contains(RejectionReason.ROTATED);
        assertThat(MEAN.fault(FilmsInPositions.onItsRight(UPRIGHT))).contains(RejectionReason.ROTATED);
    }

    @Test
    void whatIsLikeNoneOfThemHasNoPosition() {
        assertThat(MEAN.fault(TestModels.film(64, 64, 1))).isEmpty();
        assertThat(MEAN.fault(new GreyImage(20, 20, new float[400]))).isEmpty();
    }
}
