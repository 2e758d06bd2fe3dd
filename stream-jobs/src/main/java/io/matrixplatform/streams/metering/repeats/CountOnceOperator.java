package io.matrixplatform.streams.metering.repeats;

import io.matrixplatform.events.registry.UndecodableException;
import io.matrixplatform.streams.metering.facts.Fact;
import io.matrixplatform.streams.metering.facts.FactBatch;
import io.matrixplatform.streams.metering.facts.FactReader;
import io.matrixplatform.streams.metering.facts.FactRecord;
import io.matrixplatform.streams.metering.facts.FateCount;
import io.matrixplatform.streams.metering.facts.FateCounters;
import io.matrixplatform.streams.metering.facts.PlainCall;
import io.matrixplatform.streams.metering.meters.Measured;
import io.matrixplatform.streams.metering.meters.Meter;
import io.matrixplatform.streams.metering.meters.MeterCatalog;
import io.matrixplatform.streams.metering.rules.RuleBook;
import io.matrixplatform.streams.metering.rules.RuleCatalog;
import io.matrixplatform.streams.metering.rules.UsageRule;
import io.matrixplatform.streams.platform.Outgoing;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Reads what records say, sets aside those that say nothing, and lets {@link CountOnce} judge the others; says before each barrier
 * what became of everything that came before it. The other input is what is defined while the job runs, to every subtask.
 *
 * <p>Meters and rules are in no state: Kafka keeps them, and they are read to their end at every start, so that a definition
 * made while the job was down is known before the first fact after it.
 */
public final class CountOnceOperator extends AbstractStreamOperator<Measured>
        implements TwoInputStreamOperator<FactBatch, Control, Measured> {
    public static final OutputTag<Outgoing> CONFLICTS = new OutputTag<>("conflicts", Outgoing.TYPE);
    public static final OutputTag<Outgoing> QUARANTINE = new OutputTag<>("quarantine", Outgoing.TYPE);
    public static final OutputTag<Outgoing> DEAD_LETTERS = new OutputTag<>("dead-letters", Outgoing.TYPE);
    public static final OutputTag<FateCount> FATES = new OutputTag<>("judged", FateCount.TYPE);

    private static final long PAUSE_MS = 1;

    /**
     * After a restore that brought no filter so much of its time may go into making it anew. Until it is made every fact is looked
     * up in every run, which is a matter of tens of microseconds; to make it takes a tenth of one for each identity of a month.
     */
    private static final int RECALLING_ONE_IN = 2;

    private final FactReader.Source reading;
    private final MeterCatalog meters;
    private final RuleCatalog rules;

    @SuppressWarnings("NullAway.Init") // by initializeState
    private transient StampBook stampBook;

    /** What is known of identities that were met before this start; null if it has to be found. */
    private transient @Nullable IdentityFilter restored;

    @SuppressWarnings("NullAway.Init") // by open, as are those that follow
    private transient FactReader reader;

    @SuppressWarnings("NullAway.Init")
    private transient Books books;

    @SuppressWarnings("NullAway.Init")
    private transient RuleBook ruleBook;

    @SuppressWarnings("NullAway.Init")
    private transient Outcomes outcomes;

    @SuppressWarnings("NullAway.Init")
    private transient CountOnce countOnce;

    @SuppressWarnings("NullAway.Init")
    private transient Sightings sightings;

    private transient @Nullable ScheduledFuture<?> timer;
    private transient long recallPauseMs;

    /**
     * @param meters those that are defined when it starts
     * @param rules the same
     */
    public CountOnceOperator(FactReader.Source reading, MeterCatalog meters, RuleCatalog rules) {
        this.reading = reading;
        this.meters = meters;
        this.rules = rules;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        restored = context.isRestored()
                ? FilterSnapshot.find(context.getRawOperatorStateInputs(), keyGroups())
                : Sightings.ofNone();
        stampBook = StampBook.open(context.getOperatorStateStore());
    }

    private KeyGroupRange keyGroups() {
        TaskInfo task = getRuntimeContext().getTaskInfo();
        return KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
                task.getMaxNumberOfParallelSubtasks(),
                task.getNumberOfParallelSubtasks(),
                task.getIndexOfThisSubtask());
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        countOnce.write();
        stampBook.snapshot();
        IdentityFilter filter = sightings.filter();
        if (filter != null) {
            FilterSnapshot.write(filter, keyGroups(), context.getRawOperatorStateOutput());
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        reader = reading.open();
        books = new Books();
        meters.readAll().forEach(books::define);
        ruleBook = new RuleBook();
        rules.readAll().forEach(ruleBook::define);
        outcomes = new Outcomes(FateCounters.ofJudgements(getMetricGroup()), ruleBook, this::report);
        StreamRecord<Measured> reused = new StreamRecord<>(null);
        countOnce = new CountOnce(
                getKeyedStateStore(),
                getKeyedStateBackend(),
                keyGroups(),
                getRuntimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks(),
                restored,
                stampBook,
                books,
                ruleBook,
                outcomes,
                measured -> output.collect(reused.replace(measured)));
        restored = null;
        sightings = countOnce.sightings();
        recallPauseMs = PAUSE_MS;
        recallSoon();
    }

    private void report(OutputTag<Outgoing> tag, Outgoing report) {
        output.collect(tag, new StreamRecord<>(report));
    }

    @Override
    public void processElement1(StreamRecord<FactBatch> element) throws Exception {
        countOnce.begin(element.getValue(), getProcessingTimeService().getCurrentProcessingTime());
        FactBatch.Reader batch = element.getValue().read();
        while (batch.next()) {
            PlainCall call = reader.readPlain(batch);
            if (call != null) {
                judge(call, batch);
            } else {
                judge(batch.record());
            }
        }
        countOnce.end();
        recallSoon();
    }

    private void judge(PlainCall call, FactBatch.Reader batch) throws Exception {
        if (!countOnce.countNew(call)) {
            countOnce.process(call.toFact(batch.origin()));
        }
    }

    private void judge(FactRecord record) throws Exception {
        Fact fact = read(record);
        if (fact != null) {
            countOnce.process(fact);
        }
    }

    /** Null if it is none. */
    private @Nullable Fact read(FactRecord record) {
        try {
            return reader.read(record);
        } catch (UndecodableException bad) {
            outcomes.die(record, bad);
            return null;
        }
    }

    @Override
    public void processElement2(StreamRecord<Control> element) {
        Meter meter = element.getValue().meter();
        UsageRule rule = element.getValue().rule();
        if (meter != null) {
            books.define(meter);
        }
        if (rule != null) {
            ruleBook.define(rule);
        }
    }

    /** A little at a time, between batches. */
    private void recallSoon() {
        Sightings recalling = sightings;
        if (timer != null || !recalling.isRecalling()) {
            return;
        }
        long now = getProcessingTimeService().getCurrentProcessingTime();
        timer = getProcessingTimeService().registerTimer(now + recallPauseMs, time -> {
            timer = null;
            long begin = System.nanoTime();
            recalling.recall();
            long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
            // One that has become too small soon answers for nobody.
            recallPauseMs = recalling.isGrowing() ? PAUSE_MS : Math.max(PAUSE_MS, tookMs * (RECALLING_ONE_IN - 1));
            recallSoon();
        });
    }

    @Override
    public void close() throws Exception {
        if (sightings != null) {
            sightings.close();
        }
        super.close();
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        super.prepareSnapshotPreBarrier(checkpointId);
        for (FateCount count : outcomes.sinceLast()) {
            output.collect(FATES, new StreamRecord<>(count));
        }
    }
}
