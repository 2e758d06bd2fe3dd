package io.matrixplatform.model.money;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.rules.RuleViolation;
import java.math.BigDecimal;
import java.time.Instant;

/** What one unit of {@code base} costs in {@code quote}, who says so, and as of when. */
public record ExchangeRate(CurrencyCode base, CurrencyCode quote, BigDecimal rate, String source, Instant at) {
    public ExchangeRate {
        requireNonNull(base, "base");
        requireNonNull(quote, "quote");
        requireNonNull(rate, "rate");
        requireNonNull(source, "source");
        requireNonNull(at, "at");
        if (rate.signum() <= 0) {
            throw new RuleViolation("rate", "rate-positive", "a rate is above zero");
        }
        if (base.equals(quote) && rate.compareTo(BigDecimal.ONE) != 0) {
            throw new RuleViolation("rate", "rate-of-itself", "a currency costs 1 of itself");
        }
        if (source.isBlank()) {
            throw new RuleViolation("source", "source-named", "name where the rate comes from");
        }
    }
}
