package io.matrixplatform.ingest.access.limits;

import org.jspecify.annotations.Nullable;

/** The permits of calls under way, which end in any order, in that of their deadlines. Not thread-safe. */
final class OpenPermits {
    private @Nullable Permit oldest;
    private @Nullable Permit newest;

    /** Whose deadline comes first. */
    @Nullable Permit oldest() {
        return oldest;
    }

    /** @param permit whose deadline is no earlier than that of any other */
    void add(Permit permit) {
        permit.before = newest;
        if (newest == null) {
            oldest = permit;
        } else {
            newest.after = permit;
        }
        newest = permit;
    }

    void remove(Permit permit) {
        Permit before = permit.before;
        Permit after = permit.after;
        if (before == null) {
            oldest = after;
        } else {
            before.after = after;
        }
        if (after == null) {
            newest = before;
        } else {
            after.before = before;
        }
        permit.before = null;
        permit.after = null;
    }
}
