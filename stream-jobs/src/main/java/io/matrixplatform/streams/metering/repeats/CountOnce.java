package io.matrixplatform.streams.metering.repeats;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.streams.metering.facts.Act;
import io.matrixplatform.streams.metering.facts.Amendment;
import io.matrixplatform.streams.metering.facts.Envelope;
import io.matrixplatform.streams.metering.facts.Fact;
import io.matrixplatform.streams.metering.facts.FactBatch;
import io.matrixplatform.streams.metering.facts.FactKey;
import io.matrixplatform.streams.metering.facts.Fate;
import io.matrixplatform.streams.metering.facts.Frame;
import io.matrixplatform.streams.metering.facts.Payload;
import io.matrixplatform.streams.metering.facts.PlainCall;
import io.matrixplatform.streams.metering.meters.Measured;
import io.matrixplatform.streams.metering.repeats.Repeats.Judgement;
import io.matrixplatform.streams.metering.repeats.Sighting.Correction;
import io.matrixplatform.streams.metering.repeats.Sighting.Decision;
import io.matrixplatform.streams.metering.repeats.Sighting.Frames;
import io.matrixplatform.streams.metering.repeats.Sighting.Original;
import io.matrixplatform.streams.metering.repeats.StampBook.Stamps;
import io.matrixplatform.streams.metering.rules.Breach;
import io.matrixplatform.streams.metering.rules.RuleBook;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.jspecify.annotations.Nullable;

/**
 * Lets the first fact of each identity through, as what it adds to each meter, and books the difference that a correction or a
 * decision makes. Of the current key ({@link FactKey}), which is that of the fact, it remembers a {@link Sighting}; a correction
 * that waits for its original, whole; a frame that another may replace, whole; and of all facts together a {@link StampBook}.
 *
 * <p>Judging and measuring are one step because the meters make the operator one with two inputs, which Flink chains to
 * nothing before it: apart, every distinct fact would cross one more exchange.
 *
 * <p>Flink expires state by processing time, which is never behind {@code recorded_at}: a sighting may be kept longer than
 * {@link Repeats#DAYS_KEPT} (a replay sees old facts anew) but never shorter, and the rule goes by the recorded day alone.
 */
final class CountOnce {
    /** The name of the state whose keys are those of all sightings. */
    private static final String SIGHTING = "sighting";

    private static final int ENTRIES_PER_TIME = 100_000;

    private final KeyedStateBackend<FactKey> backend;
    private final SightingStore store;
    private final ValueState<Fact> waiting;
    private final ValueState<Fact> openFrame;
    private final StampBook stampBook;
    private final Books books;
    private final RuleBook rules;
    private final Outcomes outcomes;
    private final Consumer<Measured> out;

    private final Sightings sightings;

    /**
     * @param states those of the current key
     * @param backend where they are kept
     * @param range key groups of the subtask
     * @param keyGroups of the operator
     * @param filter that answers for all sightings; null if it has to be made
     */
    CountOnce(
            KeyedStateStore states,
            KeyedStateBackend<FactKey> backend,
            KeyGroupRange range,
            int keyGroups,
            @Nullable IdentityFilter filter,
            StampBook stampBook,
            Books books,
            RuleBook rules,
            Outcomes outcomes,
            Consumer<Measured> out)
            throws IOException {
        this.backend = backend;
        ValueState<Sighting> alone = remembered(SIGHTING, Sighting.TYPE, states);
        this.store = new SightingStore(
                states,
                alone,
                backend::setCurrentKey,
                range,
                keyGroups,
                Sightings.filteredRows(range),
                Sightings.filterBytesMax());
        this.waiting = remembered("waiting", Fact.TYPE, states);
        this.openFrame = remembered("open-frame", Fact.TYPE, states);
        this.sightings = Sightings.filtered(store, this::keys, filter);
        this.stampBook = stampBook;
        this.books = books;
        this.rules = rules;
        this.outcomes = outcomes;
        this.out = out;
    }

    private static <T> ValueState<T> remembered(String name, TypeInformation<T> type, KeyedStateStore states) {
        ValueStateDescriptor<T> descriptor = new ValueStateDescriptor<>(name, type);
        descriptor.enableTimeToLive(StateTtlConfig.newBuilder(Repeats.KEPT)
                .setUpdateType(StateTtlConfig.UpdateType.OnCreateAndWrite)
                // On the heap each access looks at one other entry and not at five: as many come as there are in those
                // days.
                .cleanupIncrementally(1, false)
                // A merge asks Java for the time, for which its thread has to become one of Java's: seldom enough for
                // days.
                .cleanupInRocksdbCompactFilter(ENTRIES_PER_TIME)
                .build());
        return states.getState(descriptor);
    }

    private Stream<FactKey> keys() {
        Iterator<FactKey> paged = store.unfilteredKeys();
        Stream<FactKey> alone = backend.getKeys(SIGHTING, VoidNamespace.INSTANCE);
        if (backend instanceof HeapKeyedStateBackend) {
            // There it cannot be read while it changes.
            alone = alone.toList().stream();
        }
        return Stream.concat(StreamSupport.stream(Spliterators.spliteratorUnknownSize(paged, 0), false), alone);
    }

    /** To be closed before the state is. */
    Sightings sightings() {
        return sightings;
    }

    /**
     * What is judged next, until {@link #end}.
     *
     * @param now millis since 1970
     */
    void begin(FactBatch batch, long now) throws Exception {
        store.begin(batch.key(), now);
        sightings.expect(batch);
    }

    void end() throws Exception {
        store.end();
    }

    /** Before a checkpoint: afterwards the state has everything. */
    void write() throws Exception {
        store.write();
    }

    /**
     * Counts a call if nothing is known of its identity and no rule holds it: so it is with nearly all.
     *
     * @return whether it did; if not, nothing was done, and it is to be processed as a fact
     */
    boolean countNew(PlainCall call) throws Exception {
        if (rules.check(call, call.recordedAt()) != null || sightings.of(call.key()) != null) {
            return false;
        }
        Original original =
                new Original(call.payloadHash(), stampBook.numberOf(call.kind(), call.recordedDay()), false);
        sightings.rememberNew(call.key(), Sighting.of(call.recordedSecond(), original));
        outcomes.count(books.add(call, out));
        return true;
    }

    void process(Fact fact) throws Exception {
        store.turnTo(fact.key());
        switch (fact.act()) {
            case USE -> use(fact);
            case CANCEL, AMEND -> correct(fact);
            case RELEASE, REJECT -> decide(fact);
        }
    }

    private void use(Fact fact) throws Exception {
        Sighting seen = seenBy(fact);
        Envelope envelope = fact.envelope();
        Breach breach = rules.check(fact.payload(), envelope.recordedAt());
        Original original = originalOf(fact, breach != null);
        Judgement judgement = Repeats.use(seen, envelope.recordedSecond(), original);
        if (!outcomes.isFirst(judgement, fact, seen)) {
            return;
        }
        Sighting after = judgement.after();
        sightings.remember(fact.key(), after);
        if (breach != null) {
            outcomes.hold(fact, breach);
        }
        boolean isOtherFrame = seen != null && seen.original() != null;
        if (isOtherFrame) {
            takeBack(requireNonNull(seen), envelope.recordedSecond());
            seen = seen.withoutOriginal();
        }
        boolean isOpen = rememberIfOpen(fact, original, isOtherFrame);
        if (seen == null) {
            outcomes.count(breach == null ? books.add(fact, out) : Fate.QUARANTINED);
            return;
        }
        if (isOpen) {
            Fate booked = books.book(Booking.difference(seen, after), fact, fact.payload(), null, out);
            outcomes.count(fateOf(isOtherFrame, breach != null, false, booked));
            return;
        }
        Fact correction = waiting.value();
        waiting.clear();
        if (seen.correction() != null && after.correction() == null) {
            outcomes.giveUp(requireNonNull(correction), after);
        }
        Payload amended = after.correction() == null || correction == null ? null : correction.amended(fact.keyId());
        if (after.correction() != null && after.correction().amendedHeld()) {
            outcomes.hold(requireNonNull(correction), fact.as(envelope, requireNonNull(amended)));
        }
        Fate booked = books.book(Booking.difference(seen, after), fact, fact.payload(), amended, out);
        outcomes.count(fateOf(isOtherFrame, breach != null, after.correction() != null, booked));
    }

    private static Fate fateOf(boolean isOtherFrame, boolean isHeld, boolean isCorrected, Fate booked) {
        if (isOtherFrame) {
            return Fate.FRAME;
        }
        return isHeld ? Fate.QUARANTINED : isCorrected ? Fate.CORRECTED : booked;
    }

    /** A frame that another may replace is kept whole, since nothing that comes repeats it. */
    private boolean rememberIfOpen(Fact fact, Original original, boolean wasOpen) throws Exception {
        if (original.isOpen()) {
            openFrame.update(fact);
            keep(waiting);
        } else if (wasOpen) {
            openFrame.clear();
        }
        return original.isOpen();
    }

    private void takeBack(Sighting before, long second) throws Exception {
        Fact standing = requireNonNull(openFrame.value(), "the frame that stands");
        books.book(Booking.takenBack(before, second), standing, standing.payload(), null, out);
    }

    private void correct(Fact fact) throws Exception {
        Sighting seen = seenBy(fact);
        Payload amended = fact.amended(fact.keyId());
        boolean held = amended != null && rules.check(amended, fact.envelope().recordedAt()) != null;
        Amendment amendment = fact.amendment();
        Correction correction = new Correction(
                fact.payloadHash(),
                amendment != null,
                amendment == null ? 0 : amendment.payloadHash(),
                held,
                fact.envelope().recordedSecond());
        Judgement judgement = Repeats.correct(seen, correction);
        if (!outcomes.isFirst(judgement, fact, seen)) {
            return;
        }
        outcomes.count(Fate.CORRECTED);
        Sighting after = judgement.after();
        sightings.remember(fact.key(), after);
        Original original = after.original();
        if (original == null || original.isOpen()) {
            waiting.update(fact);
            return;
        }
        Stamps stamps = requireNonNull(stampBook.find(original.stamps()), "stamps");
        Envelope stamped = fact.envelope().stamped(stamps.subscriptionId(), after.recordedSecond());
        Payload counted = fact.payload().with(Fact.KEY_ID, stamps.keyId());
        Payload instead = amended == null ? null : amended.with(Fact.KEY_ID, stamps.keyId());
        if (held) {
            outcomes.hold(fact, fact.as(stamped, requireNonNull(instead)));
        }
        books.book(Booking.difference(seen, after), fact.as(stamped, counted), counted, instead, out);
    }

    private void decide(Fact fact) throws Exception {
        Sighting seen = sightings.of(fact.key());
        Decision decision = new Decision(
                fact.payloadHash(), fact.act() == Act.RELEASE, fact.envelope().bookedSecond());
        Judgement judgement = Repeats.decide(seen, decision);
        if (!outcomes.isFirst(judgement, fact, seen)) {
            return;
        }
        outcomes.count(Fate.DECISION);
        Sighting after = judgement.after();
        sightings.remember(fact.key(), after);
        keep(waiting);
        keep(openFrame);
        books.book(Booking.released(after, decision), fact, fact.payload(), null, out);
        books.book(Booking.difference(seen, after), fact, fact.payload(), fact.payload(), out);
    }

    /** To expire no sooner than the sighting that speaks of it. */
    private static void keep(ValueState<Fact> state) throws Exception {
        Fact fact = state.value();
        if (fact != null) {
            state.update(fact);
        }
    }

    /** Null if nothing was, or so long ago that it no longer counts. */
    private @Nullable Sighting seenBy(Fact fact) throws Exception {
        Sighting seen = sightings.of(fact.key());
        if (seen == null || Repeats.isRemembered(seen, fact.envelope().recordedDay())) {
            return seen;
        }
        waiting.clear();
        openFrame.clear();
        return null;
    }

    private Original originalOf(Fact fact, boolean held) {
        Frame frame = Frame.of(fact.payload());
        return new Original(
                fact.payloadHash(),
                stampBook.numberOf(fact),
                held,
                frame == null ? null : new Frames(frame, List.of()));
    }
}
