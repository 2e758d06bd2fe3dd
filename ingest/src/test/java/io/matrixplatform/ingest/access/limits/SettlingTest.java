package io.matrixplatform.ingest.access.limits;

import static io.matrixplatform.ingest.access.limits.Edge.key;
import static io.matrixplatform.ingest.access.limits.Edge.limit;
import static io.matrixplatform.ingest.access.limits.Edge.reading;
import static io.matrixplatform.model.access.limits.LimitKind.CONCURRENT_REQUESTS;
import static io.matrixplatform.model.access.limits.LimitKind.OUTPUT_TOKENS_PER_MINUTE;
import static io.matrixplatform.model.access.limits.LimitKind.REQUESTS_PER_MINUTE;
import static io.matrixplatform.model.access.limits.LimitKind.TOKENS_PER_MINUTE;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.ingest.access.limits.Decision.Admitted;
import io.matrixplatform.ingest.access.limits.Decision.Excess;
import io.matrixplatform.ingest.access.limits.Decision.Reason;
import io.matrixplatform.ingest.access.limits.Decision.Refused;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a call is held to at its end. */
class SettlingTest {
    private final Edge edge = new Edge();

    @Test
    void reservesNoMoreForOutputThatNobodyNamedThanTheLimitsCouldGive() {
        edge.tier(limit(OUTPUT_TOKENS_PER_MINUTE, 100), limit(TOKENS_PER_MINUTE, 80));

        Permit assumed = ((Admitted) edge.limiter.admit(key(1), new Demand(30, 4_096, true))).permit();

        assertThat(assumed.reserved().output()).isEqualTo(50);
        assertThat(edge.refuse(key(2), 30, 4_096).reason()).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void givesBackWhatWasReservedAndNotUsed() {
        edge.tier(limit(TOKENS_PER_MINUTE, 1_000));
        Permit permit = edge.admit(key(1), 100, 900);
        assertThat(edge.ask(key(1), 1, 0)).isInstanceOf(Refused.class);

        assertThat(permit.settle(100, 50)).isTrue();

        assertThat(reading(edge.ask(), TOKENS_PER_MINUTE).remaining()).isEqualTo(850);
    }

    @Test
    void owesWhatWasUsedBeyondTheReservationButForOneWindowAtMost() {
        edge.tier(limit(TOKENS_PER_MINUTE, 600));
        edge.admit(key(1), 100, 0).settle(1_000_000, 0);

        Refused refused = edge.refuse(key(1), 1, 0);

        assertThat(excess(refused).used()).isEqualTo(1_200);
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofMillis(60_100));
        edge.pass(Duration.ofMillis(60_100));
        assertThat(edge.ask(key(1), 1, 0)).isInstanceOf(Admitted.class);
    }

    @Test
    void settlesOnce() {
        edge.tier(limit(TOKENS_PER_MINUTE, 1_000), limit(CONCURRENT_REQUESTS, 2));
        Permit permit = edge.admit(key(1), 500, 0);

        assertThat(permit.settle(100, 0)).isTrue();
        assertThat(permit.settle(0, 0)).isFalse();

        Decision next = edge.ask();
        assertThat(reading(next, TOKENS_PER_MINUTE).remaining()).isEqualTo(900);
        assertThat(reading(next, CONCURRENT_REQUESTS).remaining()).isEqualTo(1);
    }

    @Test
    void endsACallThatNobodyEndsAtItsDeadlineAsIfItHadUsedAll() {
        edge.tier(limit(TOKENS_PER_MINUTE, 1_000), limit(CONCURRENT_REQUESTS, 1));
        Permit lost = edge.admit(key(1), 1_000, 0);

        edge.pass(Edge.PERMIT_MAX_AGE.minusNanos(1));
        edge.limiter.sweep();
        assertThat(edge.refuse().reason()).isEqualTo(Reason.CONCURRENCY);
        edge.pass(Duration.ofNanos(1));
        edge.limiter.sweep();

        assertThat(edge.limiter.permitsReaped()).isEqualTo(1);
        assertThat(edge.limiter.permitsOut()).isZero();
        assertThat(lost.settle(0, 0)).isFalse();
        assertThat(edge.ask()).isInstanceOf(Admitted.class);
    }

    @Test
    void countsCallsThatWereUnderWayBeforeTheirNumberWasLimited() {
        edge.tier(limit(REQUESTS_PER_MINUTE, 100));
        Permit before = edge.admit();

        edge.tier(limit(REQUESTS_PER_MINUTE, 100), limit(CONCURRENT_REQUESTS, 1));

        assertThat(edge.refuse().reason()).isEqualTo(Reason.CONCURRENCY);
        before.settle(0, 0);
        assertThat(edge.ask()).isInstanceOf(Admitted.class);
    }

    @Test
    void forgetsMetersOfWhichNothingIsUsedAndNoOthers() {
        edge.tier(limit(REQUESTS_PER_MINUTE, 60), limit(TOKENS_PER_MINUTE, 60));
        Permit open = edge.admit(key(1), 10, 0);

        edge.pass(Duration.ofMinutes(14));
        edge.limiter.sweep();
        assertThat(edge.limiter.metersKept()).isEqualTo(2);
        open.settle(10, 0);
        edge.limiter.sweep();

        assertThat(edge.limiter.metersKept()).isZero();
        assertThat(edge.letThrough(key(1))).isEqualTo(60);
    }

    private static Excess excess(Refused refused) {
        return requireNonNull(refused.excess());
    }
}
