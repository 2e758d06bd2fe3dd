package io.matrixplatform.api.operations.edges;

import static io.matrixplatform.model.access.limits.LimitKind.CONCURRENT_REQUESTS;
import static io.matrixplatform.model.access.limits.LimitKind.REQUESTS_PER_DAY;
import static io.matrixplatform.model.access.limits.LimitKind.REQUESTS_PER_MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.model.access.limits.Limit;
import io.matrixplatform.model.access.limits.LimitInForce;
import io.matrixplatform.model.access.limits.LimitSource;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsedTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    /** 30 of 60 a minute: one comes back each second. */
    @ParameterizedTest
    @CsvSource({"0, 30", "999, 30", "1000, 29", "29000, 1", "29999, 1", "30000, 0", "90000, 0", "-5000, 30"})
    void comesBackEvenlyWhatIsPerMinute(long millisLater, long left) {
        Used used = new Used(REQUESTS_PER_MINUTE, 60L, 30, NOON.plusSeconds(30));

        assertThat(used.at(NOON.plusMillis(millisLater))).isEqualTo(left);
    }

    @Test
    void comesBackAtOnceWhatIsPerDay() {
        Instant midnight = Instant.parse("2026-11-29T00:00:00Z");
        Used used = new Used(REQUESTS_PER_DAY, null, 500, midnight);

        assertThat(used.at(midnight.minusNanos(1))).isEqualTo(500);
        assertThat(used.at(midnight)).isZero();
    }

    @Test
    void staysUntilTheEdgeSaysOtherwiseWhatIsUnderWay() {
        assertThat(new Used(CONCURRENT_REQUESTS, 5L, 3, null).at(NOON.plusSeconds(600)))
                .isEqualTo(3);
    }

    @Test
    void addsUpWhatEdgesSay() {
        LimitInForce limit = new LimitInForce(Limit.of(REQUESTS_PER_MINUTE, 60), LimitSource.TIER);
        List<Used> said = List.of(
                new Used(REQUESTS_PER_MINUTE, 60L, 10, NOON.plusSeconds(10)),
                new Used(CONCURRENT_REQUESTS, 5L, 3, null),
                new Used(REQUESTS_PER_MINUTE, 60L, 20, NOON.plusSeconds(20)));

        LimitUse now = LimitUse.of(limit, said, NOON);
        LimitUse later = LimitUse.of(limit, said, NOON.plusSeconds(15));

        assertThat(now.used()).isEqualTo(30);
        assertThat(now.remaining()).isEqualTo(30);
        assertThat(now.backAt()).isEqualTo(NOON.plusSeconds(20));
        assertThat(later.used()).isEqualTo(5);
    }

    @Test
    void leavesNothingWhereMoreWasUsedThanThereIs() {
        LimitInForce limit = new LimitInForce(Limit.of(REQUESTS_PER_MINUTE, 60), LimitSource.KEY);

        assertThat(LimitUse.of(limit, List.of(new Used(REQUESTS_PER_MINUTE, 60L, 100, NOON.plusSeconds(100))), NOON)
                        .remaining())
                .isZero();
        assertThat(LimitUse.unknown(limit).used()).isNull();
    }
}
