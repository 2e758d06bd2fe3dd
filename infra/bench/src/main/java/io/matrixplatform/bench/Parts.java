package io.matrixplatform.bench;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The option {@code --part} of a benchmark of which parts can be measured by themselves. */
public final class Parts {
    private Parts() {}

    /**
     * @param options what stood behind the benchmark's name
     * @return all parts without an option
     * @throws IllegalArgumentException telling the parts there are
     */
    public static <E extends Enum<E>> Set<E> chosen(String benchmark, Class<E> parts, List<String> options) {
        Set<E> all = EnumSet.allOf(parts);
        if (options.isEmpty()) {
            return all;
        }
        if (options.size() == 2 && options.get(0).equals("--part")) {
            for (E part : all) {
                if (name(part).equals(options.get(1))) {
                    return EnumSet.of(part);
                }
            }
        }
        throw new IllegalArgumentException(benchmark + " takes --part and one of "
                + all.stream().map(Parts::name).collect(Collectors.joining(", ")));
    }

    private static String name(Enum<?> part) {
        return part.name().toLowerCase(Locale.ROOT);
    }
}
