package io.matrixplatform.api.access.callers;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What an API key may do. */
public enum Scope {
    /** Call models through the edge. */
    INFERENCE("inference"),
    /** Report usage, and define the meters that count it. */
    USAGE_WRITE("usage:write"),
    /** Read usage, meters and progress. */
    USAGE_READ("usage:read");

    /** What a key may do when nothing is said. */
    public static final List<Scope> DEFAULTS = List.of(USAGE_WRITE, USAGE_READ);

    private final String text;

    Scope(String text) {
        this.text = text;
    }

    public static Optional<Scope> parse(String text) {
        return Arrays.stream(values()).filter(scope -> scope.text.equals(text)).findFirst();
    }

    @Override
    public String toString() {
        return text;
    }
}
