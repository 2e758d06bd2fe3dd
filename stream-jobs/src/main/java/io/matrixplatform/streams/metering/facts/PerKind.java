package io.matrixplatform.streams.metering.facts;

import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What follows from the kind of a call, kept for those met lately. Not thread-safe; for kinds of one {@link FactReader}. */
public final class PerKind<T> {
    private final Function<CallKind, T> finding;
    private final @Nullable CallKind[] kinds = new CallKind[CallKinds.PLACES];
    private final @Nullable Object[] found = new Object[CallKinds.PLACES];

    public PerKind(Function<CallKind, T> finding) {
        this.finding = finding;
    }

    @SuppressWarnings({"unchecked", "ReferenceEquality"}) // only what was found stands there; a kind is one object
    public T of(CallKind kind) {
        int place = kind.place();
        if (kinds[place] == kind) {
            return (T) found[place];
        }
        T now = finding.apply(kind);
        kinds[place] = kind;
        found[place] = now;
        return now;
    }

    /** To be called when something else follows from then on. */
    public void forget() {
        Arrays.fill(kinds, null);
        Arrays.fill(found, null);
    }
}
