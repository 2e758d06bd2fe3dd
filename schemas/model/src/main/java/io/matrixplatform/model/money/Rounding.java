package io.matrixplatform.model.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * At which level of a document amounts are rounded to what can be paid; everything below that level stays exact. One level
 * is declared for a document and nothing is rounded twice. The mode is HALF_UP: halves go away from zero, so a credit
 * mirrors its charge.
 */
public enum Rounding {
    /** Each line, and each tax of each line. The default: every figure on the document adds up by hand. */
    LINE,
    /** Each tax once, over all its lines. */
    TAX,
    /** The document's total once. */
    INVOICE;

    /** The amount in whole minor units of its currency. */
    public static Money toMinorUnits(Money amount) {
        return toMinorUnits(amount.amount(), amount.currency());
    }

    /** @param amount may have more decimals than {@link Money} takes, as the product of a quantity and a price has */
    public static Money toMinorUnits(BigDecimal amount, CurrencyCode currency) {
        return new Money(amount.setScale(MinorUnits.of(currency), RoundingMode.HALF_UP), currency);
    }

    public static Money toMinorUnits(Ratio amount, CurrencyCode currency) {
        return new Money(amount.rounded(MinorUnits.of(currency), RoundingMode.HALF_UP), currency);
    }

    /** What lines of these exact amounts add up to. Only {@link #LINE} rounds them one by one. */
    public Money total(List<BigDecimal> exact, CurrencyCode currency) {
        BigDecimal sum = BigDecimal.ZERO;
        for (BigDecimal amount : exact) {
            sum = sum.add(this == LINE ? toMinorUnits(amount, currency).amount() : amount);
        }
        return toMinorUnits(sum, currency);
    }
}
