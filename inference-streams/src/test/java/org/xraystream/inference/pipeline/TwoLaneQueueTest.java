package org.xraystream.inference.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TwoLaneQueueTest {
    private final TwoLaneQueue<String> queue = new TwoLaneQueue<>();

    @Test
    void theUrgentOvertakeAndEachLaneKeepsItsOrder() {
        add("r1", "u1", "r2", "u2");
        assertThat(drain()).containsExactly("u1", "u2", "r1", "r2");
    }

    @Test
    void ofEveryFourOneIsTheOldestRoutineOne() {
        add("r1", "r2", "u1", "u2", "u3", "u4", "u5", "u6", "u7");
        assertThat(drain()).containsExactly("u1", "u2", "u3", "r1", "u4", "u5", "u6", "r2", "u7");
    }

    @Test
    void whatDoesNotFitStaysInItsPlace() {
        add("u1", "r1", "r2");
        assertThat(queue.poll(item -> item.equals("r2"))).isEqualTo("r2");
        assertThat(queue.poll(item -> item.equals("r2"))).isNull();
        assertThat(drain()).containsExactly("u1", "r1");
    }

    private void add(String... items) {
        for (String item : items) {
            queue.add(item, item.startsWith("u"));
        }
    }

    private List<String> drain() {
        List<String> taken = new ArrayList<>();
        while (!queue.isEmpty()) {
            taken.add(queue.poll());
        }
        return taken;
    }
}
