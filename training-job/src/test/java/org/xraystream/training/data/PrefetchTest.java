package org.xraystream.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PrefetchTest {
    @Test
    void itemsComeInOrderAndInBatches() {
        List<Integer> items = IntStream.range(0, 1000).boxed().toList();
        List<Integer> sizes = new ArrayList<>();
        List<Integer> taken = new ArrayList<>();
        Prefetch.<Integer, Integer>inBatches(items, 64, i -> 2 * i, batch -> {
            sizes.add(batch.size());
            taken.addAll(batch);
        });
        assertThat(taken).isEqualTo(items.stream().map(i -> 2 * i).toList());
        assertThat(sizes).hasSize(16).endsWith(64, 40);
    }

    @Test
    void noMoreIsPreparedThanAFewBatchesAhead() {
        AtomicInteger prepared = new AtomicInteger();
        AtomicInteger taken = new AtomicInteger();
        Prefetch.<Integer, Integer>inBatches(
                IntStream.range(0, 200).boxed().toList(), 4, i -> prepared.incrementAndGet(), batch -> {
                    assertThat(prepared.get() - taken.get()).isLessThanOrEqualTo(16);
                    taken.addAndGet(batch.size());
                });
        assertThat(taken).hasValue(200);
    }

    @Test
    void whatPreparingThrowsIsThrown() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Prefetch.<Integer, Integer>inBatches(
                        List.of(1, 2, 3),
                        2,
                        i -> {
                            throw new IllegalStateException("film " + i);
                        },
                        batch -> {}))
                .withMessage("film 1");
    }
}
