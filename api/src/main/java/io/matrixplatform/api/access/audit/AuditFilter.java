package io.matrixplatform.api.access.audit;

import io.matrixplatform.api.platform.problems.InvalidFields;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which entries are wanted: {@code from} belongs to the range, {@code to} does not; what is not given does not restrict. */
public final class AuditFilter {
    static final AuditFilter NONE = new AuditFilter(null, null, null, null);

    private final @Nullable String actor;
    private final @Nullable String action;
    private final @Nullable Instant from;
    private final @Nullable Instant to;

    public AuditFilter(
            @QueryParam("actor") @Nullable String actor,
            @QueryParam("action") @Nullable String action,
            @QueryParam("from") @Nullable Instant from,
            @QueryParam("to") @Nullable Instant to) {
        this.actor = actor;
        this.action = action;
        this.from = from;
        this.to = to;
        new InvalidFields()
                .parameter(from == null || to == null || from.isBefore(to), "to", "must be after from")
                .refuse();
    }

    /** Public id. */
    public @Nullable String actor() {
        return actor;
    }

    public @Nullable String action() {
        return action;
    }

    public @Nullable Instant from() {
        return from;
    }

    public @Nullable Instant to() {
        return to;
    }
}
