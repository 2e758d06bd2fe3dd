package io.matrixplatform.ingest.access.limits;

import static io.matrixplatform.ingest.access.limits.Edge.key;
import static io.matrixplatform.ingest.access.limits.Edge.limit;
import static io.matrixplatform.ingest.access.limits.Edge.reading;
import static io.matrixplatform.model.access.limits.LimitKind.CONCURRENT_REQUESTS;
import static io.matrixplatform.model.access.limits.LimitKind.INPUT_TOKENS_PER_MINUTE;
import static io.matrixplatform.model.access.limits.LimitKind.REQUESTS_PER_DAY;
import static io.matrixplatform.model.access.limits.LimitKind.REQUESTS_PER_HOUR;
import static io.matrixplatform.model.access.limits.LimitKind.REQUESTS_PER_MINUTE;
import static io.matrixplatform.model.access.limits.LimitKind.TOKENS_PER_MINUTE;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.ingest.access.limits.Decision.Excess;
import io.matrixplatform.ingest.access.limits.Decision.Reason;
import io.matrixplatform.ingest.access.limits.Decision.Refused;
import io.matrixplatform.model.access.limits.Limit;
import io.matrixplatform.model.access.limits.LimitInForce;
import io.matrixplatform.model.access.limits.LimitSource;
import io.matrixplatform.model.access.limits.WhenStale;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LimiterTest {
    private final Edge edge = new Edge();

    @Test
    void letsTheAmountThroughAtOnceAndThenOneByOne() {
        edge.tier(limit(REQUESTS_PER_MINUTE, 5));

        assertThat(edge.letThrough(key(1))).isEqualTo(5);
        Refused refused = edge.refuse();
        assertThat(refused.reason()).isEqualTo(Reason.RATE);
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(12));
        edge.pass(Duration.ofSeconds(12).minusNanos(1));
        assertThat(edge.ask()).isInstanceOf(Refused.class);
        edge.pass(Duration.ofNanos(1));
        assertThat(edge.letThrough(key(1))).isEqualTo(1);
    }

    @Test
    void letsNoMoreThanTheBurstThroughAtOnce() {
        edge.tier(new Limit(REQUESTS_PER_MINUTE, 60, 3, WhenStale.LOCAL));

        assertThat(edge.letThrough(key(1))).isEqualTo(3);
        edge.pass(Duration.ofMinutes(10));
        assertThat(edge.letThrough(key(1))).isEqualTo(3);
    }

    @Test
    void tellsWhatIsLeftFromTheSameStepAsTheDecision() {
        edge.tier(limit(REQUESTS_PER_MINUTE, 10), limit(TOKENS_PER_MINUTE, 600), limit(CONCURRENT_REQUESTS, 2));

        Decision decision = edge.ask(key(1), 90, 10);

        Reading requests = reading(decision, REQUESTS_PER_MINUTE);
        assertThat(requests.remaining()).isEqualTo(9);
        assertThat(requests.untilFull()).isEqualTo(Duration.ofSeconds(6));
        assertThat(requests.untilMore()).isEqualTo(Duration.ofSeconds(6));
        Reading tokens = reading(decision, TOKENS_PER_MINUTE);
        assertThat(tokens.remaining()).isEqualTo(500);
        assertThat(tokens.untilFull()).isEqualTo(Duration.ofSeconds(10));
        assertThat(tokens.untilMore()).isEqualTo(Duration.ofMillis(100));
        assertThat(reading(decision, CONCURRENT_REQUESTS).remaining()).isEqualTo(1);
    }

    @Test
    void looksWithoutUsingAnything() {
        edge.tier(limit(REQUESTS_PER_MINUTE, 5)).put("key/key_1", limit(REQUESTS_PER_DAY, 9));
        edge.admit();

        assertThat(edge.limiter.look(key(1))).extracting(Reading::remaining).containsExactly(4L, 8L);
        assertThat(edge.limiter.look(key(1))).extracting(Reading::remaining).containsExactly(4L, 8L);
        assertThat(edge.limiter.look(key(1, "ten_2", "sub_2", "gold"))).isEmpty();
    }

    @Test
    void sharesTheBucketsOfASubscriptionAmongItsKeys() {
        edge.tier(limit(REQUESTS_PER_MINUTE, 5));

        edge.admit(key(1), 0, 0);
        edge.admit(key(2), 0, 0);

        assertThat(edge.letThrough(key(3))).isEqualTo(3);
        assertThat(edge.letThrough(key(4, "ten_2", "sub_2", Edge.FREE))).isEqualTo(5);
    }

    @Test
    void holdsAKeyToItsOwnLimitBesideThatOfItsSubscription() {
        edge.tier(limit(REQUESTS_PER_MINUTE, 5)).put("key/key_1", limit(REQUESTS_PER_MINUTE, 2));

        assertThat(edge.letThrough(key(1))).isEqualTo(2);
        assertThat(excess(edge.refuse()).limit().source()).isEqualTo(LimitSource.KEY);
        assertThat(edge.letThrough(key(2))).isEqualTo(3);
        assertThat(excess(edge.refuse()).limit().source()).isEqualTo(LimitSource.KEY);
    }

    @Test
    void takesWhatWasAgreedForASubscriptionInPlaceOfItsTiers() {
        edge.tier(limit(REQUESTS_PER_MINUTE, 5), limit(TOKENS_PER_MINUTE, 100))
                .put("subscription/sub_1", limit(REQUESTS_PER_MINUTE, 8));

        assertThat(edge.letThrough(key(1))).isEqualTo(8);
        assertThat(excess(edge.refuse()).limit())
                .isEqualTo(new LimitInForce(limit(REQUESTS_PER_MINUTE, 8), LimitSource.SUBSCRIPTION));
        assertThat(excess(edge.refuse(key(1), 101, 0)).limit().source()).isEqualTo(LimitSource.TIER);
    }

    @Test
    void usesNothingOfAnyLimitWhenOneRefuses() {
        edge.tier(limit(REQUESTS_PER_MINUTE, 5), limit(REQUESTS_PER_DAY, 50), limit(CONCURRENT_REQUESTS, 1));
        Permit only = edge.admit();

        for (int i = 0; i < 100; i++) {
            assertThat(edge.refuse().reason()).isEqualTo(Reason.CONCURRENCY);
        }
        only.settle(0, 0);

        Decision next = edge.ask();
        assertThat(reading(next, REQUESTS_PER_MINUTE).remaining()).isEqualTo(3);
        assertThat(reading(next, REQUESTS_PER_DAY).remaining()).isEqualTo(48);
    }

    @Test
    void namesTheLimitThatWouldLetTheCallThroughLast() {
        edge.tier(limit(REQUESTS_PER_MINUTE, 1), limit(REQUESTS_PER_HOUR, 1), limit(REQUESTS_PER_DAY, 1));
        edge.admit();

        Refused refused = edge.refuse();

        assertThat(refused.reason()).isEqualTo(Reason.QUOTA);
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofHours(12));
        Excess excess = excess(refused);
        assertThat(excess.limit().name()).isEqualTo("rpd");
        assertThat(excess.used()).isEqualTo(1);
        assertThat(excess.requested()).isEqualTo(1);
        assertThat(excess.alsoExceeded()).extracting(LimitInForce::name).containsExactly("rpm", "rph");
    }

    @Test
    void givesADaysQuotaBackAtMidnight() {
        edge.tier(limit(REQUESTS_PER_DAY, 2));

        assertThat(edge.letThrough(key(1))).isEqualTo(2);
        edge.pass(Duration.ofHours(12).minusMillis(1));
        assertThat(edge.ask()).isInstanceOf(Refused.class);
        edge.pass(Duration.ofMillis(1));
        assertThat(edge.letThrough(key(1))).isEqualTo(2);
    }

    @Test
    void tellsACallThatCanNeverPassFromOneThatMustWait() {
        edge.tier(limit(INPUT_TOKENS_PER_MINUTE, 100), limit(REQUESTS_PER_MINUTE, 1));
        edge.admit();

        Refused refused = edge.refuse(key(1), 101, 0);

        assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(refused.retryAfter()).isZero();
        assertThat(excess(refused).limit().name()).isEqualTo("itpm");
        assertThat(excess(refused).requested()).isEqualTo(101);
    }

    @Test
    void takesLimitsThatAreNotKnownForAnErrorAndNotForNone() {
        edge.tier(limit(REQUESTS_PER_MINUTE, 5));

        assertThat(edge.refuse(key(1, "ten_1", "sub_1", "gold"), 0, 0).reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(edge.refuse(key(1, "ten_1", "sub_1", null), 0, 0).reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(edge.refuse(key(1, "ten_1", null, null), 0, 0).reason()).isEqualTo(Reason.NO_SUBSCRIPTION);
    }

    @Test
    void doesWhatEachLimitSaysWhileTheControlPlaneIsSilent() {
        edge.tier(limit(REQUESTS_PER_MINUTE, 5), new Limit(REQUESTS_PER_DAY, 1, 1, WhenStale.OPEN));
        edge.admit();
        assertThat(excess(edge.refuse()).limit().name()).isEqualTo("rpd");

        edge.pass(Duration.ofMinutes(10).plusNanos(1));

        assertThat(edge.letThrough(key(1))).isEqualTo(5);
        assertThat(excess(edge.refuse()).limit().name()).isEqualTo("rpm");
        edge.put("key/key_1", new Limit(REQUESTS_PER_HOUR, 100, 100, WhenStale.CLOSED));
        assertThat(edge.refuse().reason()).isEqualTo(Reason.UNAVAILABLE);
        edge.heartbeat();
        assertThat(excess(edge.refuse()).limit().name()).isEqualTo("rpd");
    }

    @Test
    void keepsWhatWasUsedWhenALimitChanges() {
        edge.tier(limit(REQUESTS_PER_MINUTE, 10), limit(REQUESTS_PER_DAY, 10), limit(CONCURRENT_REQUESTS, 10));
        Permit open = edge.admit();
        edge.admit().settle(0, 0);

        edge.tier(limit(REQUESTS_PER_MINUTE, 100), limit(REQUESTS_PER_DAY, 100), limit(CONCURRENT_REQUESTS, 100));

        Decision raised = edge.ask();
        assertThat(reading(raised, REQUESTS_PER_MINUTE).remaining()).isEqualTo(97);
        assertThat(reading(raised, REQUESTS_PER_DAY).remaining()).isEqualTo(97);
        assertThat(reading(raised, CONCURRENT_REQUESTS).remaining()).isEqualTo(98);
        edge.tier(limit(REQUESTS_PER_MINUTE, 2), limit(REQUESTS_PER_DAY, 2), limit(CONCURRENT_REQUESTS, 1));
        Refused lowered = edge.refuse();
        assertThat(reading(lowered, REQUESTS_PER_MINUTE).untilMore()).isEqualTo(Duration.ofSeconds(30));
        assertThat(reading(lowered, REQUESTS_PER_DAY).remaining()).isZero();
        open.settle(0, 0);
        assertThat(reading(edge.refuse(), CONCURRENT_REQUESTS).remaining()).isZero();
    }

    private static Excess excess(Refused refused) {
        return requireNonNull(refused.excess());
    }
}
