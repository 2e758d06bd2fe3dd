package io.matrixplatform.streams.metering.repeats;

import io.matrixplatform.streams.metering.facts.CallKind;
import io.matrixplatform.streams.metering.facts.Fact;
import io.matrixplatform.streams.metering.facts.PerKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.jspecify.annotations.Nullable;

/**
 * What edges stamp on facts (subscription and key), each pair once, by a number made of its content. A fact is remembered
 * with that number, since whoever corrects it need not have the same stamps; there are as many pairs as keys in use.
 *
 * <p>In union list state: a fact that moves to another subtask finds its stamps there. A pair that no fact was given for
 * long is forgotten.
 */
final class StampBook {
    /** Of facts that were counted before stamps were remembered. */
    static final long UNKNOWN = 0;

    /** Twice as long as facts: of two partitions one may be read that much ahead of the other. */
    private static final int DAYS_KEPT = 2 * Repeats.DAYS_KEPT + 2;

    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

    /**
     * @param subscriptionId public form; null for none
     * @param keyId public form; {@code ""} where the fact has no such dimension
     */
    record Stamps(@Nullable String subscriptionId, String keyId) {
        long number() {
            long hash = mixed(mixed(MULTIPLIER, subscriptionId == null ? "-" : "+" + subscriptionId), keyId);
            return hash == UNKNOWN ? 1 : hash;
        }

        /** Written out, as are others that are looked up for each fact: what a record has of itself is slower. */
        @Override
        public int hashCode() {
            return 31 * keyId.hashCode() + (subscriptionId == null ? 0 : subscriptionId.hashCode());
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Stamps that
                    && that.keyId.equals(keyId)
                    && Objects.equals(that.subscriptionId, subscriptionId);
        }

        private static long mixed(long seed, String text) {
            long hash = seed ^ text.length();
            for (int i = 0; i < text.length(); i++) {
                hash = (hash ^ text.charAt(i)) * MULTIPLIER;
                hash ^= hash >>> 32;
            }
            return hash;
        }
    }

    /** Mutable, since a fact of every day makes it newer. */
    private static final class Known {
        private final Stamps stamps;
        private final long number;
        private int usedOnDay;

        Known(Stamps stamps, int usedOnDay) {
            this.stamps = stamps;
            this.number = stamps.number();
            this.usedOnDay = usedOnDay;
        }
    }

    private final ListState<StampedOn> state;
    private final Map<Stamps, Known> known = new HashMap<>();
    private final Map<Long, Stamps> byNumber = new HashMap<>();
    private final PerKind<Known> byKind =
            new PerKind<>(kind -> note(new Stamps(kind.subscriptionId(), kind.keyId()), 0));

    private StampBook(ListState<StampedOn> state) {
        this.state = state;
    }

    /** To be called from {@code initializeState}. */
    static StampBook open(OperatorStateStore store) throws Exception {
        StampBook book = new StampBook(store.getUnionListState(new ListStateDescriptor<>("stamps", StampedOn.TYPE)));
        for (StampedOn each : book.state.get()) {
            book.note(each.stamps(), each.day());
        }
        return book;
    }

    /** The number to remember a fact by. */
    long numberOf(Fact fact) {
        Stamps stamps = new Stamps(fact.envelope().subscriptionId(), fact.keyId());
        return note(stamps, fact.envelope().recordedDay()).number;
    }

    /** The same of calls of a kind, of which one was recorded on that UTC day, counted from 1970. */
    long numberOf(CallKind kind, int day) {
        Known found = byKind.of(kind);
        found.usedOnDay = Math.max(found.usedOnDay, day);
        return found.number;
    }

    /** What a fact was stamped with; null if that is not known. */
    @Nullable Stamps find(long number) {
        return byNumber.get(number);
    }

    /** To be called from {@code snapshotState}. */
    void snapshot() throws Exception {
        int newest =
                known.values().stream().mapToInt(each -> each.usedOnDay).max().orElse(0);
        List<StampedOn> kept = new ArrayList<>(known.size());
        for (Known each : known.values()) {
            if (newest - each.usedOnDay <= DAYS_KEPT) {
                kept.add(new StampedOn(each.stamps, each.usedOnDay));
            }
        }
        state.update(kept);
    }

    private Known note(Stamps stamps, int day) {
        Known found = known.get(stamps);
        if (found == null) {
            found = new Known(stamps, day);
            known.put(stamps, found);
            Stamps other = byNumber.put(found.number, stamps);
            if (other != null && !Objects.equals(other, stamps)) {
                throw new IllegalStateException("two pairs of stamps have one number");
            }
        }
        found.usedOnDay = Math.max(found.usedOnDay, day);
        return found;
    }
}
