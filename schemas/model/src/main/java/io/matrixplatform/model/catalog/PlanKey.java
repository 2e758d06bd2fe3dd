package io.matrixplatform.model.catalog;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/** The name of a plan, for example {@code pro}: a lower-case letter, then letters, digits and _. */
public record PlanKey(String value) {
    public static final int MAX_LENGTH = 64;

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]*");

    public PlanKey {
        requireNonNull(value, "value");
        if (value.length() > MAX_LENGTH || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "not a plan's key: a lower-case letter, then letters, digits and _, at most " + MAX_LENGTH
                            + " characters, such as pro");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
