package org.xraystream.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.xraystream.service.ProblemException;

final class WaitersTest {
    private final Waiters waiters = new Waiters(3);

    @Test
    void onlyThoseWhoWaitForTheImageAreWoken() {
        CompletableFuture<Void> one = waiters.register("a");
        CompletableFuture<Void> two = waiters.register("a");
        CompletableFuture<Void> other = waiters.register("b");

        waiters.wake("a");

        assertThat(one).isCompleted();
        assertThat(two).isCompleted();
        assertThat(other).isNotDone();
        assertThat(waiters.count()).isEqualTo(1);

        waiters.wakeAll();

        assertThat(other).isCompleted();
        assertThat(waiters.count()).isZero();
    }

    @Test
    void oneTooManyIsToldToComeBackAndTakesNoPlace() {
        CompletableFuture<Void> first = waiters.register("a");
        CompletableFuture<Void> second = waiters.register("b");
        CompletableFuture<Void> third = waiters.register("c");

        assertThatThrownBy(() -> waiters.register("d"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(503));

        first.cancel(false);

        assertThat(List.of(waiters.register("d"), second, third)).noneMatch(CompletableFuture::isDone);
        assertThat(waiters.count()).isEqualTo(3);
    }
}
