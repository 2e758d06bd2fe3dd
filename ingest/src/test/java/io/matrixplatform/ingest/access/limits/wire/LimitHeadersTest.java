package io.matrixplatform.ingest.access.limits.wire;

import static io.matrixplatform.model.access.limits.LimitKind.CONCURRENT_REQUESTS;
import static io.matrixplatform.model.access.limits.LimitKind.INPUT_TOKENS_PER_MINUTE;
import static io.matrixplatform.model.access.limits.LimitKind.REQUESTS_PER_DAY;
import static io.matrixplatform.model.access.limits.LimitKind.REQUESTS_PER_MINUTE;
import static io.matrixplatform.model.access.limits.LimitKind.TOKENS_PER_MINUTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.matrixplatform.ingest.access.limits.Reading;
import io.matrixplatform.model.access.limits.Limit;
import io.matrixplatform.model.access.limits.LimitInForce;
import io.matrixplatform.model.access.limits.LimitKind;
import io.matrixplatform.model.access.limits.LimitSource;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitHeadersTest {
    @Test
    void tellsOfOneLimitInOpenAisFormAndOfAllInTheIetfs() {
        assertThat(openAi(List.of(
                        reading(REQUESTS_PER_MINUTE, 1_000, LimitSource.TIER, 999, "PT0.06S", "PT0.06S"),
                        reading(REQUESTS_PER_DAY, 50_000, LimitSource.TIER, 49_000, "PT10H", "PT10H"),
                        reading(TOKENS_PER_MINUTE, 150_000, LimitSource.TIER, 149_984, "PT0.0064S", "PT0.0004S"),
                        reading(CONCURRENT_REQUESTS, 10, LimitSource.TIER, 9, "PT0S", "PT0S"))))
                .containsExactly(
                        entry("x-ratelimit-limit-requests", "1000"),
                        entry("x-ratelimit-remaining-requests", "999"),
                        entry("x-ratelimit-reset-requests", "60ms"),
                        entry("x-ratelimit-limit-tokens", "150000"),
                        entry("x-ratelimit-remaining-tokens", "149984"),
                        entry("x-ratelimit-reset-tokens", "7ms"),
                        entry(
                                "RateLimit-Policy",
                                "\"rpm\";q=1000;w=60, \"rpd\";q=50000;w=86400, \"tpm\";q=150000;qu=\"tokens\";w=60, "
                                        + "\"concurrency\";q=10;qu=\"concurrent-requests\""),
                        entry(
                                "RateLimit",
                                "\"rpm\";r=999;t=1, \"rpd\";r=49000;t=36000, \"tpm\";r=149984;t=1, "
                                        + "\"concurrency\";r=9"));
    }

    @Test
    void tellsTheSameInAnthropicsForm() {
        assertThat(anthropic(
                        List.of(
                                reading(REQUESTS_PER_MINUTE, 1_000, LimitSource.TIER, 999, "PT0.06S", "PT0.06S"),
                                reading(TOKENS_PER_MINUTE, 150_000, LimitSource.TIER, 149_984, "PT2S", "PT0.0004S"),
                                reading(INPUT_TOKENS_PER_MINUTE, 100, LimitSource.TIER, 40, "PT36.5S", "PT0.6S")),
                        Instant.parse("2026-11-28T12:00:00.25Z")))
                .containsExactly(
                        entry("anthropic-ratelimit-requests-limit", "1000"),
                        entry("anthropic-ratelimit-requests-remaining", "999"),
                        entry("anthropic-ratelimit-requests-reset", "2026-11-28T12:00:01Z"),
                        entry("anthropic-ratelimit-tokens-limit", "150000"),
                        entry("anthropic-ratelimit-tokens-remaining", "149984"),
                        entry("anthropic-ratelimit-tokens-reset", "2026-11-28T12:00:03Z"),
                        entry("anthropic-ratelimit-input-tokens-limit", "100"),
                        entry("anthropic-ratelimit-input-tokens-remaining", "40"),
                        entry("anthropic-ratelimit-input-tokens-reset", "2026-11-28T12:00:37Z"),
                        entry(
                                "RateLimit-Policy",
                                "\"rpm\";q=1000;w=60, \"tpm\";q=150000;qu=\"tokens\";w=60, "
                                        + "\"itpm\";q=100;qu=\"tokens\";w=60"),
                        entry("RateLimit", "\"rpm\";r=999;t=1, \"tpm\";r=149984;t=1, \"itpm\";r=40;t=1"));
    }

    @Test
    void tellsOfTheKeysOwnLimitWhereLessIsLeftOfIt() {
        assertThat(openAi(List.of(
                        reading(REQUESTS_PER_MINUTE, 1_000, LimitSource.SUBSCRIPTION, 7, "PT59S", "PT1S"),
                        reading(REQUESTS_PER_MINUTE, 10, LimitSource.KEY, 4, "PT36S", "PT6S"))))
                .contains(
                        entry("x-ratelimit-limit-requests", "10"),
                        entry("x-ratelimit-remaining-requests", "4"),
                        entry("RateLimit", "\"rpm\";r=7;t=1, \"key-rpm\";r=4;t=6"));
    }

    @Test
    void leavesOutWhatItDoesNotKnow() {
        assertThat(openAi(List.of())).isEmpty();
        assertThat(openAi(List.of(reading(INPUT_TOKENS_PER_MINUTE, 100, LimitSource.TIER, 100, "PT0S", "PT0S"))))
                .containsOnlyKeys("RateLimit-Policy", "RateLimit");
        assertThat(openAi(List.of(reading(REQUESTS_PER_DAY, 5, LimitSource.TIER, 1, "PT1H", "PT1H"))))
                .contains(entry("x-ratelimit-reset-requests", "1h0m0s"));
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0s",
        "PT0.000000001S, 1ms",
        "PT0.06S, 60ms",
        "PT1S, 1s",
        "PT1.5S, 1.5s",
        "PT59.9991S, 1m0s",
        "PT6M, 6m0s",
        "PT1M0.25S, 1m0.25s",
        "PT1M0.005S, 1m0.005s",
        "PT12.34S, 12.34s",
        "PT10H2M3S, 10h2m3s"
    })
    void writesDurationsAsGoDoes(Duration duration, String text) {
        assertThat(GoDuration.of(duration)).isEqualTo(text);
    }

    private static Map<String, String> openAi(List<Reading> readings) {
        Map<String, String> headers = new LinkedHashMap<>();
        LimitHeaders.openAi(readings, (name, value) -> headers.put(name.toString(), value.toString()));
        return headers;
    }

    private static Map<String, String> anthropic(List<Reading> readings, Instant now) {
        Map<String, String> headers = new LinkedHashMap<>();
        LimitHeaders.anthropic(readings, now, (name, value) -> headers.put(name.toString(), value.toString()));
        return headers;
    }

    static Reading reading(
            LimitKind kind, long amount, LimitSource source, long remaining, String untilFull, String untilMore) {
        return new Reading(
                new LimitInForce(Limit.of(kind, amount), source),
                remaining,
                Duration.parse(untilFull).toNanos(),
                Duration.parse(untilMore).toNanos());
    }
}
