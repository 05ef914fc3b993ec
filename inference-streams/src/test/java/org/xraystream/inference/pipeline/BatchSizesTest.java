package org.xraystream.inference.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BatchSizesTest {
    @Test
    void theLargestSizeThatIsAtHandFits() {
        BatchSizes sizes = new BatchSizes(20);
        assertThat(sizes.all()).containsExactly(1, 2, 4, 8, 16);
        assertThat(sizes.fitting(13)).isEqualTo(8);
        assertThat(sizes.fitting(99)).isEqualTo(16);
    }

    @Test
    void aRetiredSizeIsNotUsedAgainAndOneAlwaysIs() {
        BatchSizes sizes = new BatchSizes(16);
        sizes.retire(8);
        assertThat(sizes.all()).containsExactly(1, 2, 4);
        sizes.retire(16);
        assertThat(sizes.largest()).isEqualTo(4);
        sizes.retire(1);
        assertThat(sizes.all()).containsExactly(1);
    }
}
