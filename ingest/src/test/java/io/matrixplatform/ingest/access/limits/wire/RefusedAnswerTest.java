package io.matrixplatform.ingest.access.limits.wire;

import static io.matrixplatform.ingest.access.limits.wire.LimitHeadersTest.reading;
import static io.matrixplatform.model.access.limits.LimitKind.CONCURRENT_REQUESTS;
import static io.matrixplatform.model.access.limits.LimitKind.REQUESTS_PER_DAY;
import static io.matrixplatform.model.access.limits.LimitKind.REQUESTS_PER_MINUTE;
import static io.matrixplatform.model.access.limits.LimitKind.TOKENS_PER_MINUTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.matrixplatform.ingest.access.limits.Decision.Excess;
import io.matrixplatform.ingest.access.limits.Decision.Reason;
import io.matrixplatform.ingest.access.limits.Decision.Refused;
import io.matrixplatform.model.access.limits.Limit;
import io.matrixplatform.model.access.limits.LimitInForce;
import io.matrixplatform.model.access.limits.LimitSource;
import io.matrixplatform.model.access.limits.WhenStale;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusedAnswerTest {
    private static final LimitInForce TPM = new LimitInForce(Limit.of(TOKENS_PER_MINUTE, 150_000), LimitSource.TIER);
    private static final LimitInForce RPM = new LimitInForce(Limit.of(REQUESTS_PER_MINUTE, 5), LimitSource.KEY);
    private static final LimitInForce RPD = new LimitInForce(Limit.of(REQUESTS_PER_DAY, 50), LimitSource.SUBSCRIPTION);

    @Test
    void namesLimitOwnerUsedAndRequestedAndWhenToComeBack() {
        RefusedAnswer answer = RefusedAnswer.of(
                new Refused(
                        Reason.RATE,
                        new Excess(TPM, 149_000, 2_000, List.of(RPM)),
                        Duration.ofMillis(400),
                        List.of(reading(TOKENS_PER_MINUTE, 150_000, LimitSource.TIER, 1_000, "PT59.6S", "PT0.0004S"))),
                0);

        assertThat(answer.message())
                .isEqualTo("Rate limit reached for tokens per minute of your subscription, by its plan: limit 150000,"
                        + " used 149000, requested 2000. Try again in 400ms.");
        assertThat(answer.type()).isEqualTo("tokens");
        assertThat(answer.code()).isEqualTo("rate_limit_exceeded");
        assertThat(answer.violatedPolicies()).containsExactly("tpm", "key-rpm");
        assertThat(answer.headers()).containsOnly(entry("Retry-After", "1"), entry("retry-after-ms", "400"));
    }

    @Test
    void tellsAClientNotToSleepUntilTheQuotaIsBack() {
        RefusedAnswer answer = refused(Reason.QUOTA, RPD, Duration.ofHours(12));

        assertThat(answer.type()).isEqualTo("insufficient_quota");
        assertThat(answer.code()).isEqualTo("insufficient_quota");
        assertThat(answer.headers()).contains(entry("Retry-After", "43200"), entry("x-should-retry", "false"));
        assertThat(answer.message())
                .isEqualTo("Quota used up for requests per day of your subscription: limit 50, used 7, requested 1."
                        + " It is back in 12h0m0s.");
    }

    @Test
    void tellsOfACallThatCanNeverPassWithoutATimeToComeBack() {
        LimitInForce bursty =
                new LimitInForce(new Limit(TOKENS_PER_MINUTE, 900, 100, WhenStale.LOCAL), LimitSource.TIER);
        RefusedAnswer answer = refused(Reason.TOO_LARGE, bursty, Duration.ZERO);

        assertThat(answer.type()).isEqualTo("invalid_request_error");
        assertThat(answer.code()).isEqualTo("request_exceeds_limit");
        assertThat(answer.headers()).containsOnly(entry("x-should-retry", "false"));
        assertThat(answer.message()).contains("ever let through at once: burst 100, limit 900, used 7, requested 1.");
    }

    @Test
    void tellsTooManyAtOnceFromTooManyInAMinute() {
        LimitInForce atOnce = new LimitInForce(Limit.of(CONCURRENT_REQUESTS, 7), LimitSource.KEY);
        RefusedAnswer answer = refused(Reason.CONCURRENCY, atOnce, Duration.ofSeconds(1));

        assertThat(answer.type()).isEqualTo("requests");
        assertThat(answer.code()).isEqualTo("concurrency_limit_exceeded");
        assertThat(answer.message())
                .isEqualTo("Limit reached for concurrent requests of this API key: limit 7, used 7, requested 1."
                        + " Try again when one has ended.");
    }

    @Test
    void saysThatItIsOurFaultWhenItIs() {
        RefusedAnswer ours =
                RefusedAnswer.of(new Refused(Reason.UNAVAILABLE, null, Duration.ofSeconds(1), List.of()), 0);
        RefusedAnswer theirs = RefusedAnswer.of(new Refused(Reason.NO_SUBSCRIPTION, null, Duration.ZERO, List.of()), 0);

        assertThat(ours.type() + " " + ours.code()).isEqualTo("server_error quota_unavailable");
        assertThat(ours.headers()).containsOnly(entry("Retry-After", "1"), entry("retry-after-ms", "1000"));
        assertThat(theirs.code()).isEqualTo("insufficient_quota");
        assertThat(theirs.headers()).containsOnly(entry("x-should-retry", "false"));
    }

    @ParameterizedTest
    @CsvSource({
        "PT1S, 0, 1000, 1, ",
        "PT1S, 0.5, 1050, 2, ",
        "PT60S, 0, 60000, 60, ",
        "PT60S, 0.01, 60060, 61, false",
        "PT24H, 0.5, 86430000, 86430, false"
    })
    void spreadsThoseWhoComeBackOverATenthOfTheWaitAndAMinuteAtMost(
            Duration wait, double chance, String millis, String seconds, String shouldRetry) {
        RefusedAnswer answer =
                RefusedAnswer.of(new Refused(Reason.RATE, new Excess(RPM, 5, 1, List.of()), wait, List.of()), chance);

        assertThat(answer.headers()).contains(entry("retry-after-ms", millis), entry("Retry-After", seconds));
        assertThat(answer.headers().get("x-should-retry")).isEqualTo(shouldRetry);
    }

    private static RefusedAnswer refused(Reason reason, LimitInForce limit, Duration retryAfter) {
        return RefusedAnswer.of(new Refused(reason, new Excess(limit, 7, 1, List.of()), retryAfter, List.of()), 0);
    }
}
