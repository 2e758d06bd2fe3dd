package io.matrixplatform.model.access.limits;

import static io.matrixplatform.model.access.limits.LimitKind.CONCURRENT_REQUESTS;
import static io.matrixplatform.model.access.limits.LimitKind.REQUESTS_PER_DAY;
import static io.matrixplatform.model.access.limits.LimitKind.REQUESTS_PER_MINUTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class LimitInForceTest {
    private static final List<Limit> TIER = List.of(Limit.of(REQUESTS_PER_DAY, 500), Limit.of(REQUESTS_PER_MINUTE, 60));

    @Test
    void putsWhatWasAgreedForASubscriptionInThePlaceOfItsTiers() {
        assertThat(LimitInForce.ofSubscription(
                        TIER, List.of(Limit.of(REQUESTS_PER_MINUTE, 90), Limit.of(CONCURRENT_REQUESTS, 4))))
                .containsExactly(
                        new LimitInForce(Limit.of(REQUESTS_PER_MINUTE, 90), LimitSource.SUBSCRIPTION),
                        new LimitInForce(Limit.of(REQUESTS_PER_DAY, 500), LimitSource.TIER),
                        new LimitInForce(Limit.of(CONCURRENT_REQUESTS, 4), LimitSource.SUBSCRIPTION));
    }

    @Test
    void putsWhatAKeyHasOfItsOwnBesideAndNotInPlaceOfIt() {
        assertThat(LimitInForce.ofCall(TIER, List.of(), List.of(Limit.of(REQUESTS_PER_MINUTE, 1_000))))
                .extracting(LimitInForce::name)
                .containsExactly("rpm", "rpd", "key-rpm");
    }

    @Test
    void isFromOneToABillionAndHasABurstOnlyWhereWhatWasUsedComesBackEvenly() {
        assertThat(new Limit(REQUESTS_PER_MINUTE, 60, 10, WhenStale.OPEN).burst())
                .isEqualTo(10);
        refuses(REQUESTS_PER_MINUTE, 0, 1, "from 1 to 1000000000");
        refuses(REQUESTS_PER_MINUTE, 1_000_000_001, 1, "from 1 to 1000000000");
        refuses(REQUESTS_PER_MINUTE, 60, 61, "from 1 to its amount 60");
        refuses(REQUESTS_PER_DAY, 60, 10, "only what is per minute has one");
    }

    @Test
    void hasTextsThatLeadBack() {
        for (LimitKind kind : LimitKind.values()) {
            assertThat(LimitKind.of(kind.toString())).isEqualTo(kind);
        }
        for (WhenStale each : WhenStale.values()) {
            assertThat(WhenStale.of(each.toString())).isEqualTo(each);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LimitKind.of("RPM"))
                .withMessageContaining("requests_per_minute");
    }

    private static void refuses(LimitKind kind, long amount, long burst, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Limit(kind, amount, burst, WhenStale.LOCAL))
                .withMessageContaining(why);
    }
}
