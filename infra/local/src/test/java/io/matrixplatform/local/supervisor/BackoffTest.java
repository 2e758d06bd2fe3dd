package io.matrixplatform.local.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Duration SHORT_LIFE = Duration.ofSeconds(1);

    private final Backoff backoff = new Backoff();

    @Test
    void startsAtOnceTheFirstTimeAndEverLaterAfterThatUpToALimit() {
        assertThat(Stream.generate(() -> backoff.afterLifeOf(SHORT_LIFE).toMillis())
                        .limit(8))
                .containsExactly(0L, 500L, 1_000L, 2_000L, 4_000L, 8_000L, 15_000L, 15_000L);
    }

    @Test
    void forgetsWhatWasOnceSomethingHasStayedUp() {
        backoff.afterLifeOf(SHORT_LIFE);
        backoff.afterLifeOf(SHORT_LIFE);

        assertThat(backoff.afterLifeOf(Backoff.STEADY.minusMillis(1))).isEqualTo(Duration.ofSeconds(1));
        assertThat(backoff.afterLifeOf(Backoff.STEADY)).isZero();
    }
}
