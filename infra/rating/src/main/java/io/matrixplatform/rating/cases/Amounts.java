package io.matrixplatform.rating.cases;

import io.matrixplatform.model.money.CurrencyCode;
import io.matrixplatform.model.money.MinorUnits;
import io.matrixplatform.model.money.Money;
import io.matrixplatform.model.money.Ratio;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Amounts as cases write and read them. */
final class Amounts {
    private static final Pattern RATIO = Pattern.compile("\\d{1,40}/\\d{1,40}");
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,60}(\\.\\d{1,60})?");

    private Amounts() {}

    /** Without exponent: what people write, and no number that takes a gigabyte to spell out. */
    static boolean isDecimal(String text) {
        return DECIMAL.matcher(text).matches();
    }

    static CurrencyCode currency(Fields input) throws CaseException {
        String code = input.text("currency");
        return new CurrencyCode(code);
    }

    static Money money(Fields input, String name) throws CaseException {
        return new Money(input.decimal(name), currency(input));
    }

    static Money money(Fields input, String name, CurrencyCode currency) throws CaseException {
        return new Money(input.findDecimal(name).orElse(BigDecimal.ZERO), currency);
    }

    /** Decimals, or fractions like {@code 1/3}. */
    static List<Ratio> ratios(Fields input, String name) throws CaseException {
        List<Ratio> found = new ArrayList<>();
        for (String text : input.texts(name)) {
            found.add(ratio(input, name + "/" + found.size(), text));
        }
        return found;
    }

    static Ratio ratio(Fields input, String name, Ratio otherwise) throws CaseException {
        return input.findText(name).isPresent() ? ratio(input, name, input.text(name)) : otherwise;
    }

    private static Ratio ratio(Fields input, String path, String text) throws CaseException {
        int slash = text.indexOf('/');
        if (RATIO.matcher(text).matches()) {
            BigInteger below = new BigInteger(text.substring(slash + 1));
            if (below.signum() > 0) {
                return new Ratio(new BigInteger(text.substring(0, slash)), below);
            }
        } else if (isDecimal(text)) {
            return Ratio.of(new BigDecimal(text));
        }
        throw input.fault(path, "ratio", "a decimal in quotes like \"0.5\", or a fraction like \"1/3\"");
    }

    /** With all decimals of its currency. */
    static String text(Money money) {
        int decimals = MinorUnits.isKnown(money.currency()) ? MinorUnits.of(money.currency()) : 0;
        BigDecimal amount = money.amount();
        return amount.setScale(Math.max(decimals, amount.scale())).toPlainString();
    }

    /** Without needless zeros. */
    static String text(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
