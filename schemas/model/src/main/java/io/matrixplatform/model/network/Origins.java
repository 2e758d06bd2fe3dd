package io.matrixplatform.model.network;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The web origins whose pages may call, such as {@code https://app.example.com}: each in full, never a pattern.
 *
 * @param all in the order they were written; empty for none
 */
public record Origins(List<String> all) {
    private static final Pattern ORIGIN = Pattern.compile("https?://([A-Za-z0-9.-]+|\\[[0-9a-f:]+])(:[0-9]{1,5})?");

    public Origins {
        all = List.copyOf(all);
    }

    /**
     * @param text origins separated by commas
     * @throws IllegalArgumentException naming the one that is no origin
     */
    public static Origins parse(String text) {
        Set<String> origins = Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(origin -> !origin.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        for (String origin : origins) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw new IllegalArgumentException(
                        "'" + origin
                                + "' is no origin: write scheme, host and port such as https://app.example.com, never * or a path");
            }
        }
        return new Origins(List.copyOf(origins));
    }

    /** @param origin as a browser says it; null if it says none */
    public boolean contain(@Nullable String origin) {
        return origin != null && all.contains(origin);
    }
}
