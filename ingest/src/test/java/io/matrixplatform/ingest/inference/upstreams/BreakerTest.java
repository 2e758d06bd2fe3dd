package io.matrixplatform.ingest.inference.upstreams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final Breaker breaker = new Breaker(nanos::get);

    @Test
    void leavesAnUpstreamAloneThatHasFailedInARow() {
        fail(Breaker.FAILURES - 1);
        assertThat(breaker.admits()).isTrue();

        fail(1);
        assertThat(breaker.admits()).isFalse();
    }

    @Test
    void countsFailuresInARowOnly() {
        fail(Breaker.FAILURES - 1);
        breaker.succeeded();
        fail(Breaker.FAILURES - 1);

        assertThat(breaker.admits()).isTrue();
    }

    @Test
    void letsOneFindOutAfterAWhile() {
        fail(Breaker.FAILURES);
        nanos.addAndGet(Breaker.REST.toNanos());

        assertThat(breaker.admits()).isTrue();
        assertThat(breaker.admits()).isFalse();
        breaker.succeeded();
        assertThat(breaker.admits()).isTrue();
    }

    @Test
    void restsAgainWhenItIsNotBack() {
        fail(Breaker.FAILURES);
        nanos.addAndGet(Breaker.REST.toNanos());
        breaker.admits();
        fail(1);
        nanos.addAndGet(Breaker.REST.toNanos() - 1);

        assertThat(breaker.admits()).isFalse();
    }

    @Test
    void doesNotWaitForeverForOneThatWasLost() {
        fail(Breaker.FAILURES);
        nanos.addAndGet(Breaker.REST.toNanos());
        breaker.admits();
        nanos.addAndGet(Breaker.REST.toNanos());

        assertThat(breaker.admits()).isTrue();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            breaker.failed();
        }
    }
}
