package io.matrixplatform.streams.metering.repeats;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.streams.metering.facts.Act;
import io.matrixplatform.streams.metering.facts.Amendment;
import io.matrixplatform.streams.metering.facts.Envelope;
import io.matrixplatform.streams.metering.facts.Fact;
import io.matrixplatform.streams.metering.facts.FactKey;
import io.matrixplatform.streams.metering.facts.Fate;
import io.matrixplatform.streams.metering.facts.FateCount;
import io.matrixplatform.streams.metering.facts.FateCounters;
import io.matrixplatform.streams.metering.facts.Frame;
import io.matrixplatform.streams.metering.facts.Payload;
import io.matrixplatform.streams.metering.meters.Measurement;
import io.matrixplatform.streams.metering.meters.Meter;
import io.matrixplatform.streams.metering.meters.MeterCatalog;
import io.matrixplatform.streams.metering.repeats.Repeats.Judgement;
import io.matrixplatform.streams.metering.repeats.Sighting.Correction;
import io.matrixplatform.streams.metering.repeats.Sighting.Decision;
import io.matrixplatform.streams.metering.repeats.Sighting.Frames;
import io.matrixplatform.streams.metering.repeats.Sighting.Original;
import io.matrixplatform.streams.metering.repeats.StampBook.Stamps;
import io.matrixplatform.streams.metering.rules.Breach;
import io.matrixplatform.streams.metering.rules.RuleBook;
import io.matrixplatform.streams.metering.rules.RuleCatalog;
import io.matrixplatform.streams.metering.rules.UsageRule;
import io.matrixplatform.streams.platform.Outgoing;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Lets the first fact of each identity through, as what it adds to each meter, and books the difference that a correction or a
 * decision makes. Key: {@link FactKey}. State: {@link Sighting}; a correction that waits for its original, whole; a frame that
 * another may replace, whole; {@link StampBook}.
 *
 * <p>Judging and measuring are one function because the meters make it an operator with two inputs, which Flink chains to
 * nothing before it: apart, every distinct fact would cross one more exchange.
 *
 * <p>Flink expires state by processing time, which is never behind {@code recorded_at}: a sighting may be kept longer than
 * {@link Repeats#DAYS_KEPT} (a replay sees old facts anew) but never shorter, and the rule goes by the recorded day alone.
 *
 * <p>Meters and rules are in no state: Kafka keeps them, and they are read to their end at every start, so that a definition
 * made while the job was down is known before the first fact after it.
 */
public final class CountOnce extends KeyedBroadcastProcessFunction<FactKey, Fact, Control, Measurement>
        implements CheckpointedFunction {
    public static final OutputTag<Outgoing> CONFLICTS = new OutputTag<>("conflicts", Outgoing.TYPE);
    public static final OutputTag<Outgoing> QUARANTINE = new OutputTag<>("quarantine", Outgoing.TYPE);

    private static final String SIGHTING = "sighting";

    private final MeterCatalog meters;
    private final RuleCatalog rules;

    @SuppressWarnings("NullAway.Init") // by open
    private transient ValueState<Sighting> sighting;

    @SuppressWarnings("NullAway.Init") // by open, and again by the operator
    private transient Sightings sightings;

    @SuppressWarnings("NullAway.Init") // by open
    private transient ValueState<Fact> waiting;

    @SuppressWarnings("NullAway.Init") // by open
    private transient ValueState<Fact> openFrame;

    @SuppressWarnings("NullAway.Init") // by initializeState
    private transient StampBook stampBook;

    @SuppressWarnings("NullAway.Init") // by open
    private transient Books books;

    @SuppressWarnings("NullAway.Init") // by open
    private transient RuleBook ruleBook;

    @SuppressWarnings("NullAway.Init") // by open
    private transient Outcomes outcomes;

    public CountOnce(MeterCatalog meters, RuleCatalog rules) {
        this.meters = meters;
        this.rules = rules;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        stampBook = StampBook.open(context.getOperatorStateStore());
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        stampBook.snapshot();
    }

    @Override
    public void open(OpenContext context) throws Exception {
        sighting = remembered(SIGHTING, Sighting.TYPE);
        sightings = Sightings.unfiltered(sighting);
        waiting = remembered("waiting", Fact.TYPE);
        openFrame = remembered("open-frame", Fact.TYPE);
        books = new Books();
        meters.readAll().forEach(books::define);
        ruleBook = new RuleBook();
        rules.readAll().forEach(ruleBook::define);
        outcomes = new Outcomes(FateCounters.ofJudgements(getRuntimeContext().getMetricGroup()), ruleBook);
    }

    private <T> ValueState<T> remembered(String name, TypeInformation<T> type) {
        ValueStateDescriptor<T> descriptor = new ValueStateDescriptor<>(name, type);
        // Days are whole, so a sighting may be asked for until just before the end of the day after the last.
        descriptor.enableTimeToLive(StateTtlConfig.newBuilder(Duration.ofDays(Repeats.DAYS_KEPT + 1))
                .setUpdateType(StateTtlConfig.UpdateType.OnCreateAndWrite)
                .build());
        return getRuntimeContext().getState(descriptor);
    }

    @Override
    public void processBroadcastElement(Control control, Context context, Collector<Measurement> out) {
        Meter meter = control.meter();
        UsageRule rule = control.rule();
        if (meter != null) {
            books.define(meter);
        }
        if (rule != null) {
            ruleBook.define(rule);
        }
    }

    @Override
    public void processElement(Fact fact, ReadOnlyContext context, Collector<Measurement> out) throws Exception {
        switch (fact.act()) {
            case USE -> use(fact, context, out);
            case CANCEL, AMEND -> correct(fact, context, out);
            case RELEASE, REJECT -> decide(fact, context, out);
        }
    }

    private void use(Fact fact, ReadOnlyContext context, Collector<Measurement> out) throws Exception {
        Sighting seen = seenBy(fact);
        Envelope envelope = fact.envelope();
        Breach breach = ruleBook.check(fact.payload(), envelope.recordedAt());
        Original original = originalOf(fact, breach != null);
        Judgement judgement = Repeats.use(seen, envelope.recordedSecond(), original);
        if (!outcomes.isFirst(judgement, fact, seen, context::output)) {
            return;
        }
        Sighting after = judgement.after();
        sightings.remember(fact.key(), seen, after);
        if (breach != null) {
            context.output(QUARANTINE, Reports.quarantined(fact.origin(), fact, false, breach));
        }
        boolean isOtherFrame = seen != null && seen.original() != null;
        if (isOtherFrame) {
            takeBack(requireNonNull(seen), envelope.recordedSecond(), out);
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
            outcomes.giveUp(requireNonNull(correction), after, context::output);
        }
        Payload amended = after.correction() == null || correction == null ? null : correction.amended(fact.keyId());
        if (after.correction() != null && after.correction().amendedHeld()) {
            outcomes.hold(requireNonNull(correction), fact.as(envelope, requireNonNull(amended)), context::output);
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

    private void takeBack(Sighting before, long second, Collector<Measurement> out) throws Exception {
        Fact standing = requireNonNull(openFrame.value(), "the frame that stands");
        books.book(Booking.takenBack(before, second), standing, standing.payload(), null, out);
    }

    private void correct(Fact fact, ReadOnlyContext context, Collector<Measurement> out) throws Exception {
        Sighting seen = seenBy(fact);
        Payload amended = fact.amended(fact.keyId());
        boolean held =
                amended != null && ruleBook.check(amended, fact.envelope().recordedAt()) != null;
        Amendment amendment = fact.amendment();
        Correction correction = new Correction(
                fact.payloadHash(),
                amendment != null,
                amendment == null ? 0 : amendment.payloadHash(),
                held,
                fact.envelope().recordedSecond());
        Judgement judgement = Repeats.correct(seen, correction);
        if (!outcomes.isFirst(judgement, fact, seen, context::output)) {
            return;
        }
        outcomes.count(Fate.CORRECTED);
        Sighting after = judgement.after();
        sightings.remember(fact.key(), seen, after);
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
            outcomes.hold(fact, fact.as(stamped, requireNonNull(instead)), context::output);
        }
        books.book(Booking.difference(seen, after), fact.as(stamped, counted), counted, instead, out);
    }

    private void decide(Fact fact, ReadOnlyContext context, Collector<Measurement> out) throws Exception {
        Sighting seen = sightings.of(fact.key());
        Decision decision = new Decision(
                fact.payloadHash(), fact.act() == Act.RELEASE, fact.envelope().bookedSecond());
        Judgement judgement = Repeats.decide(seen, decision);
        if (!outcomes.isFirst(judgement, fact, seen, context::output)) {
            return;
        }
        outcomes.count(Fate.DECISION);
        Sighting after = judgement.after();
        sightings.remember(fact.key(), seen, after);
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

    /**
     * To be called after it was opened, and closed before its state is.
     *
     * @param keys of a state by its name
     * @param areNone whether there are none yet
     */
    Sightings filter(Function<String, Stream<FactKey>> keys, boolean areNone) {
        sightings = Sightings.filtered(sighting, () -> keys.apply(SIGHTING), areNone);
        return sightings;
    }

    /** What became of the facts since this was last asked. */
    List<FateCount> fatesSinceLast() {
        return outcomes.sinceLast();
    }
}
