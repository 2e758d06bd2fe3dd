package io.matrixplatform.model.texts;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Constants by the texts that are public, in the API, in topics and in tables: what {@code toString} says of each. */
public final class PublicTexts {
    private PublicTexts() {}

    /** Case matters. */
    public static <E extends Enum<E>> Optional<E> find(Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> each.toString().equals(text))
                .findFirst();
    }

    /** @throws IllegalArgumentException that names those there are */
    public static <E extends Enum<E>> E get(Class<E> type, String text) {
        return find(type, text)
                .orElseThrow(() -> new IllegalArgumentException("not one of " + List.of(type.getEnumConstants())));
    }
}
