package io.matrixplatform.model.billing.periods;

import static java.util.Objects.requireNonNull;

/** What becomes of the part of a step before the first boundary and after the last one. */
public record Stubs(Handling first, Handling last) {
    /** Both ends are periods of their own. */
    public static final Stubs SHORT = new Stubs(Handling.SHORT, Handling.SHORT);

    public enum Handling {
        /** A period of its own, shorter than the others. */
        SHORT,
        /** Joined with its neighbour into one that is longer than the others. */
        LONG
    }

    public Stubs {
        requireNonNull(first, "first");
        requireNonNull(last, "last");
    }
}
