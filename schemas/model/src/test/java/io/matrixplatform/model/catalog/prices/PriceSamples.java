package io.matrixplatform.model.catalog.prices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matrixplatform.model.metering.Dimensions;
import io.matrixplatform.model.rules.RuleViolation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/** Prices and usage as tests of the price models write them. */
final class PriceSamples {
    static final Price TEN_THEN_FIVE =
            new Graduated(List.of(tier("10", "10", "2"), tier(null, "5", "3")), ZeroUsage.CHARGE);

    private PriceSamples() {}

    static Tier tier(@Nullable String upTo, String unitPrice, String fixed) {
        return new Tier(decimal(upTo), new BigDecimal(unitPrice), new BigDecimal(fixed));
    }

    static @Nullable BigDecimal decimal(@Nullable String text) {
        return text == null ? null : new BigDecimal(text);
    }

    static Matrix.Entry entry(Map<String, String> match, String unitPrice) {
        return new Matrix.Entry(Dimensions.of(match), new PerUnit(new BigDecimal(unitPrice)));
    }

    static Usage total(String quantity) {
        return new Usage.Total(new BigDecimal(quantity));
    }

    static Usage events(String amounts) {
        return events(Arrays.stream(amounts.split(" ")).map(BigDecimal::new).toList());
    }

    static Usage events(List<BigDecimal> amounts) {
        return new Usage.Events(
                amounts.stream().map(amount -> new Usage.Event(amount, null)).toList());
    }

    static Usage.Levels levels(String from, String to, String initial, String... changes) {
        return new Usage.Levels(
                Instant.parse(from),
                Instant.parse(to),
                new BigDecimal(initial),
                Arrays.stream(changes)
                        .map(text -> text.split(" "))
                        .map(words -> new Usage.Change(Instant.parse(words[0]), new BigDecimal(words[1])))
                        .toList());
    }

    static void assertRefused(ThrowingCallable call, String field, String rule) {
        assertThatThrownBy(call).isInstanceOfSatisfying(RuleViolation.class, no -> {
            assertThat(no.field()).isEqualTo(field);
            assertThat(no.rule()).isEqualTo(rule);
        });
    }
}
