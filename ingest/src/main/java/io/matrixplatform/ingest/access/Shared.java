package io.matrixplatform.ingest.access;

import java.util.HashMap;
import java.util.Map;

/**
 * Keeps equal values once, where a million things have the same few between them. Beyond a thousand different ones it keeps no
 * more, so that it never becomes a burden itself. Not thread-safe.
 */
public final class Shared<T> {
    private static final int MOST = 1_000;

    private final Map<T, T> values = new HashMap<>();

    /** @return what is equal to {@code value}, and was there before if there was one */
    public T of(T value) {
        T known = values.get(value);
        if (known == null && values.size() < MOST) {
            values.put(value, value);
        }
        return known == null ? value : known;
    }
}
