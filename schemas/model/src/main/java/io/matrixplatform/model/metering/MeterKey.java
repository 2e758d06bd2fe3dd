package io.matrixplatform.model.metering;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/** The name of a meter, for example {@code tokens.input}: lower-case words of letters, digits and _, joined by dots. */
public record MeterKey(String value) {
    public static final int MAX_LENGTH = 64;

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z0-9_]+)*");

    public MeterKey {
        requireNonNull(value, "value");
        if (value.length() > MAX_LENGTH || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a meter key: lower-case words of letters, digits and _, joined by"
                    + " dots, at most " + MAX_LENGTH + " characters, such as tokens.input");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
