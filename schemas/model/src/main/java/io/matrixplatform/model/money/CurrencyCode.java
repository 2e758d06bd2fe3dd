package io.matrixplatform.model.money;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/** A currency by its code: three capitals of ISO 4217, or three to eight capitals and digits of another one we name. */
public record CurrencyCode(String code) {
    private static final Pattern FORM = Pattern.compile("[A-Z][A-Z0-9]{2,7}");

    public CurrencyCode {
        requireNonNull(code, "code");
        if (!FORM.matcher(code).matches()) {
            throw new IllegalArgumentException("not a currency code: three to eight capitals and digits, such as EUR");
        }
    }

    @Override
    public String toString() {
        return code;
    }
}
