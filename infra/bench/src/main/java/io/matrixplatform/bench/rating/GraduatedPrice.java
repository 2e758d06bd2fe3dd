package io.matrixplatform.bench.rating;

import io.matrixplatform.model.billing.rating.CumulativeRating;
import io.matrixplatform.model.billing.rating.PriceVersion;
import io.matrixplatform.model.billing.rating.Progress;
import io.matrixplatform.model.billing.rating.RatedLine;
import io.matrixplatform.model.billing.rating.Terms;
import io.matrixplatform.model.catalog.prices.Graduated;
import io.matrixplatform.model.catalog.prices.Price;
import io.matrixplatform.model.catalog.prices.Rated;
import io.matrixplatform.model.catalog.prices.Tier;
import io.matrixplatform.model.catalog.prices.Usage;
import io.matrixplatform.model.catalog.prices.ZeroUsage;
import io.matrixplatform.model.money.CurrencyCode;
import io.matrixplatform.model.money.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Token prices as they are sold: five tiers, unit prices of up to eight decimals, and usage that reaches into the fifth, so
 * that each rating goes through, and explains, all of them.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class GraduatedPrice {
    private static final int QUANTITIES = 1_024;
    private static final CurrencyCode EUR = new CurrencyCode("EUR");
    private static final Price PRICE = new Graduated(
            List.of(
                    tier("100000", "0.00000300", "1.00"),
                    tier("1000000", "0.00000275", "0"),
                    tier("10000000", "0.00000250", "0"),
                    tier("100000000", "0.00000215", "0"),
                    tier(null, "0.00000195", "25.00")),
            ZeroUsage.CHARGE);
    private static final PriceVersion VERSION = new PriceVersion("2026-11", EUR, PRICE);
    private static final Money NOTHING = Money.zero(EUR);

    /** Different ones, so that no rating is the one before. */
    private final Usage[] usage = new Usage[QUANTITIES];

    private int next;

    public GraduatedPrice() {
        Random random = new Random(1);
        for (int i = 0; i < QUANTITIES; i++) {
            // Whole tokens, and thousandths of them as time-weighted levels have.
            usage[i] = new Usage.Total(BigDecimal.valueOf(100_000_001_000L + random.nextInt(2_000_000_000), 3));
        }
    }

    @Benchmark
    public Rated rate() {
        return PRICE.rate(usage());
    }

    /** The same, and what a bill needs on top: terms, rounding, the difference to what was booked. */
    @Benchmark
    public RatedLine line() {
        return CumulativeRating.line(VERSION, usage(), Terms.NONE, Progress.RUNNING, NOTHING);
    }

    private Usage usage() {
        next = (next + 1) & (QUANTITIES - 1);
        return usage[next];
    }

    private static Tier tier(@Nullable String upTo, String unitPrice, String fixed) {
        return new Tier(upTo == null ? null : new BigDecimal(upTo), new BigDecimal(unitPrice), new BigDecimal(fixed));
    }
}
