package io.matrixplatform.api.platform.http;

import io.matrixplatform.api.platform.problems.ProblemException;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which page of a list is wanted: {@code limit} rows after {@code cursor}. */
public final class PageRequest {
    public static final int DEFAULT_LIMIT = 100;
    public static final int MAX_LIMIT = 1_000;

    private final int limit;
    private final @Nullable Cursor cursor;

    public PageRequest(@QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable Cursor cursor) {
        this.limit = limit == null ? DEFAULT_LIMIT : limit;
        this.cursor = cursor;
        if (this.limit < 1 || this.limit > MAX_LIMIT) {
            throw ProblemException.invalidParameter("limit", "from 1 to " + MAX_LIMIT);
        }
    }

    public int limit() {
        return limit;
    }

    /** What a list query asks for: one row more than is shown tells whether there is another page. */
    public int rowsToRead() {
        return limit + 1;
    }

    /**
     * The sort key after which the page starts; empty for the first page.
     *
     * @throws ProblemException {@code INVALID_FIELD} if the cursor is of another list
     */
    public <K> Optional<K> after(int parts, Function<Cursor, K> read) {
        if (cursor == null) {
            return Optional.empty();
        }
        try {
            if (cursor.key().size() == parts) {
                return Optional.of(read.apply(cursor));
            }
        } catch (IllegalArgumentException | java.time.DateTimeException ofAnotherList) {
            throw foreignCursor();
        }
        throw foreignCursor();
    }

    private static ProblemException foreignCursor() {
        return ProblemException.invalidParameter("cursor", "not a cursor of this list");
    }
}
