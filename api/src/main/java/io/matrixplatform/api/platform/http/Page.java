package io.matrixplatform.api.platform.http;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list in stable order.
 *
 * @param nextCursor pass it as {@code cursor} to read on; null on the last page
 */
public record Page<T>(
        List<T> data, boolean hasMore, @Nullable String nextCursor) {
    public Page {
        data = List.copyOf(data);
    }

    /** @param rows up to one more than the page shows, in order */
    public static <T> Page<T> of(List<T> rows, PageRequest request, Function<T, Cursor> cursorAt) {
        if (rows.size() <= request.limit()) {
            return new Page<>(rows, false, null);
        }
        List<T> shown = rows.subList(0, request.limit());
        return new Page<>(
                shown, true, cursorAt.apply(shown.get(shown.size() - 1)).toString());
    }
}
