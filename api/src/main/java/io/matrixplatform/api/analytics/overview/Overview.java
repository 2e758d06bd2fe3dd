package io.matrixplatform.api.analytics.overview;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.matrixplatform.api.metering.usage.UsageSource;
import io.matrixplatform.api.metering.usage.WindowSize;
import io.matrixplatform.model.time.TimeWindow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happened from {@code from} to {@code to}. Windows in which nothing happened are not in the series.
 *
 * @param latencyMs null where no call told it
 * @param topTenants null unless all tenants are looked at
 * @param previous null unless asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Overview(
        Instant from,
        Instant to,
        WindowSize window,
        Sources sources,
        Amounts totals,
        @Nullable Percentiles latencyMs,
        @Nullable Percentiles timeToFirstTokenMs,
        List<Point> series,
        List<TopModel> topModels,
        List<TopKey> topKeys,
        @Nullable List<TopTenant> topTenants,
        @Nullable Previous previous) {

    /**
     * Which store tells what.
     *
     * @param usage of calls, tokens, models and tenants: distinct facts
     * @param received of errors, latency, time to first token and keys: calls as received, repeats included
     */
    public record Sources(List<UsageSource> usage, Received received) {}

    /** The part of the time of which calls as received are still kept. */
    public record Received(String source, Instant from, Instant to) {
        static Received of(TimeWindow asked, Optional<TimeWindow> kept) {
            return new Received("api_calls", kept.map(TimeWindow::start).orElse(asked.end()), asked.end());
        }
    }

    /** Exact sums. */
    public record Amounts(BigDecimal calls, BigDecimal inputTokens, BigDecimal outputTokens, BigDecimal errors) {
        static final Amounts ZERO = new Amounts(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

        Amounts plus(Amounts other) {
            return new Amounts(
                    calls.add(other.calls),
                    inputTokens.add(other.inputTokens),
                    outputTokens.add(other.outputTokens),
                    errors.add(other.errors));
        }
    }

    /** One window. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Point(
            Instant start,
            Instant end,
            @JsonUnwrapped Amounts amounts,
            @Nullable Percentiles latencyMs,
            @Nullable Percentiles timeToFirstTokenMs) {}

    /** One of the models with the most calls. */
    public record TopModel(String model, BigDecimal calls, BigDecimal inputTokens, BigDecimal outputTokens) {}

    /** One of the API keys with the most calls, as received. */
    public record TopKey(
            String keyId, BigDecimal calls, BigDecimal errors, BigDecimal inputTokens, BigDecimal outputTokens) {}

    /** One of the tenants with the most calls. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record TopTenant(
            String tenantId,
            @Nullable String name,
            BigDecimal calls,
            BigDecimal inputTokens,
            BigDecimal outputTokens) {}

    /** The period of the same length before: how much there was, and not how long it took. */
    public record Previous(Instant from, Instant to, Amounts totals, List<Point> series) {}
}
