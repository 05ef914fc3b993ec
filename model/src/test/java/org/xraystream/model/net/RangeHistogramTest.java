package org.xraystream.model.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class RangeHistogramTest {
    @Test
    void evenlySpreadValuesAllLieInTheRange() {
        float[] values = new float[10_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = -1 + 3f * i / (values.length - 1);
        }
        InputRanges.Range range = range(values);
        assertThat(range.low()).isCloseTo(-1, within(0.02f));
        assertThat(range.high()).isCloseTo(2, within(0.02f));
        assertThat((0 - range.zeroPoint()) * range.scale()).isCloseTo(range.low(), within(range.scale()));
    }

    @Test
    void aSingleLargeValueIsClipped() {
        float[] values = new float[1_000_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = i / (float) values.length;
        }
        values[0] = 3;
        InputRanges.Range range = range(values);
        assertThat(range.low()).isZero();
        assertThat(range.high()).isBetween(0.95f, 2.5f);
    }

    @Test
    void zerosAloneHaveARangeToo() {
        assertThat(range(new float[100]).high()).isPositive();
    }

    private static InputRanges.Range range(float[] values) {
        RangeHistogram histogram = new RangeHistogram();
        float[] early = Arrays.copyOf(values, values.length / 2);
        float[] late = Arrays.copyOfRange(values, values.length / 2, values.length);
        histogram.widen(early);
        histogram.widen(late);
        histogram.count(early);
        histogram.count(late);
        return histogram.best();
    }
}
