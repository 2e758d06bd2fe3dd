package io.matrixplatform.ingest.access.limits;

import static io.matrixplatform.ingest.access.limits.Edge.NOON;
import static io.matrixplatform.ingest.access.limits.Edge.key;
import static io.matrixplatform.ingest.access.limits.Edge.limit;
import static io.matrixplatform.model.access.limits.LimitKind.CONCURRENT_REQUESTS;
import static io.matrixplatform.model.access.limits.LimitKind.REQUESTS_PER_DAY;
import static io.matrixplatform.model.access.limits.LimitKind.REQUESTS_PER_MINUTE;
import static io.matrixplatform.model.access.limits.LimitKind.TOKENS_PER_MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.ingest.access.limits.LimitUse.Used;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an edge can tell of the use of its limits. */
class LimitUseTest {
    private static final Instant MIDNIGHT = NOON.plus(Duration.ofHours(12));

    private final Edge edge = new Edge();

    @Test
    void tellsWhatIsUsedAndWhenItIsBack() {
        edge.tier(
                limit(REQUESTS_PER_MINUTE, 60),
                limit(REQUESTS_PER_DAY, 100),
                limit(TOKENS_PER_MINUTE, 600),
                limit(CONCURRENT_REQUESTS, 5));
        edge.admit(key(1), 30, 0);
        edge.admit(key(2), 30, 0);

        assertThat(edge.limiter.takeNews())
                .containsExactly(new LimitUse(
                        "sub_1",
                        NOON,
                        List.of(
                                new Used(REQUESTS_PER_MINUTE, 60L, 2, NOON.plusSeconds(2)),
                                new Used(REQUESTS_PER_DAY, 100L, 2, MIDNIGHT),
                                new Used(TOKENS_PER_MINUTE, 600L, 60, NOON.plusSeconds(6)),
                                new Used(CONCURRENT_REQUESTS, 5L, 2, null))));
    }

    @Test
    void tellsOfAKeysOwnLimitsBesideThoseOfItsSubscription() {
        edge.tier(limit(REQUESTS_PER_MINUTE, 60)).put("key/key_1", limit(REQUESTS_PER_MINUTE, 6));
        edge.admit();

        assertThat(edge.limiter.takeNews()).extracting(LimitUse::owner).containsExactlyInAnyOrder("sub_1", "key_1");
    }

    @Test
    void tellsNothingAgainThatOnlyTimeHasChanged() {
        edge.tier(limit(REQUESTS_PER_MINUTE, 60), limit(CONCURRENT_REQUESTS, 5));
        Permit call = edge.admit();
        edge.limiter.takeNews();

        edge.pass(Duration.ofSeconds(5));
        edge.limiter.look(key(1));
        assertThat(edge.limiter.takeNews()).isEmpty();

        call.settle(0, 0);
        assertThat(edge.limiter.takeNews()).singleElement().satisfies(use -> {
            assertThat(use.at()).isEqualTo(NOON.plusSeconds(5));
            assertThat(use.limits()).extracting(Used::used).containsExactly(0L, 0L);
        });
    }

    @Test
    void tellsTheLastWordOfWhatWasForgottenMeanwhile() {
        edge.tier(limit(CONCURRENT_REQUESTS, 5));
        Permit call = edge.admit();
        edge.limiter.takeNews();
        call.settle(0, 0);

        edge.limiter.sweep();

        assertThat(edge.limiter.metersKept()).isZero();
        assertThat(edge.limiter.takeNews())
                .singleElement()
                .satisfies(
                        use -> assertThat(use.limits()).extracting(Used::used).containsExactly(0L));
        assertThat(edge.limiter.takeNews()).isEmpty();
    }

    @Test
    void beginsWithWhatWasUsedOfTheDayBeforeARestart(@TempDir Path folder) {
        Path file = folder.resolve("windows");
        Edge before = new Edge(file).tier(limit(REQUESTS_PER_DAY, 100), limit(REQUESTS_PER_MINUTE, 60));
        before.letThrough(key(1));
        before.limiter.keep();

        Edge after = new Edge(file).tier(limit(REQUESTS_PER_DAY, 100), limit(REQUESTS_PER_MINUTE, 60));

        assertThat(after.limiter.takeNews())
                .containsExactly(new LimitUse("sub_1", NOON, List.of(new Used(REQUESTS_PER_DAY, null, 60, MIDNIGHT))));
        after.pass(Duration.ofMinutes(1)); // by then there is something in the bucket of the minute
        after.admit();
        assertThat(after.limiter.takeNews())
                .singleElement()
                .satisfies(use -> assertThat(use.limits()).contains(new Used(REQUESTS_PER_DAY, 100L, 61, MIDNIGHT)));
    }
}
