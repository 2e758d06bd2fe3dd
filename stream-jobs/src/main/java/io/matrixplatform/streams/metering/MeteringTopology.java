package io.matrixplatform.streams.metering;

import io.matrixplatform.streams.metering.facts.BatchFacts;
import io.matrixplatform.streams.metering.facts.FactBatch;
import io.matrixplatform.streams.metering.facts.FactKey;
import io.matrixplatform.streams.metering.facts.FactReader;
import io.matrixplatform.streams.metering.facts.FactRecord;
import io.matrixplatform.streams.metering.facts.FateCount;
import io.matrixplatform.streams.metering.meters.Measured;
import io.matrixplatform.streams.metering.meters.MeterCatalog;
import io.matrixplatform.streams.metering.progress.ConcludeProgress;
import io.matrixplatform.streams.metering.progress.LogEnds;
import io.matrixplatform.streams.metering.progress.ReportPositions;
import io.matrixplatform.streams.metering.repeats.Control;
import io.matrixplatform.streams.metering.repeats.CountOnceOperator;
import io.matrixplatform.streams.metering.rules.RuleCatalog;
import io.matrixplatform.streams.metering.sums.BundleSlices;
import io.matrixplatform.streams.metering.sums.CapGroups;
import io.matrixplatform.streams.metering.sums.SliceBundle;
import io.matrixplatform.streams.metering.sums.SumSlices;
import io.matrixplatform.streams.platform.Outgoing;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The whole job but for Kafka: tests feed collections.
 *
 * <pre>
 * records → report positions → batch facts ─ by identity → count once ← meters and rules, to every subtask
 *              │                                             │   └→ bundle slices ─ by slice → sum slices → conclusions
 *              │                                             │        └ of capped meters, by day → cap groups ┘
 *              │                                             └→ conflicts, quarantine, dead letters
 *              └ before each barrier → conclude progress, when the checkpoint is complete → progress
 *                (count once says what became of the facts in the same way)
 * </pre>
 */
public final class MeteringTopology {
    /** As many as Flink would take; it places state, so it never changes. */
    private static final int KEY_GROUPS = 128;

    private static final Duration BATCH_HOLD = Duration.ofMillis(100);
    private static final int SLICES_PER_BUNDLE = 5_000;
    private static final Duration BUNDLE_HOLD = Duration.ofMillis(200);

    /** The edge accepts facts of 35 days, {@code facts} refuses those of more than 36. */
    private static final SumSlices.Pace PACE = new SumSlices.Pace(Duration.ofMillis(500), 20_000, Duration.ofDays(38));

    /** What goes to Kafka, by what it is. */
    public record Outputs(
            DataStream<Outgoing> conclusions,
            DataStream<Outgoing> conflicts,
            DataStream<Outgoing> quarantine,
            DataStream<Outgoing> deadLetters,
            DataStream<Outgoing> progress) {}

    private MeteringTopology() {}

    /**
     * @param records with watermarks by {@code recorded_at}
     * @param reading what they say
     * @param controls what is defined while the job runs; idle, so that it never holds a watermark back
     * @param meters those that are defined when the job starts
     * @param rules the same
     * @param ends where the fact topics end
     */
    public static Outputs build(
            DataStream<FactRecord> records,
            FactReader.Source reading,
            DataStream<Control> controls,
            MeterCatalog meters,
            RuleCatalog rules,
            LogEnds.Source ends) {
        SingleOutputStreamOperator<FactRecord> arrived = records.transform(
                        "report-positions", FactRecord.TYPE, new ReportPositions())
                .uid("report-positions")
                // One to one: the order within a partition decides which of two facts was first.
                .setParallelism(records.getParallelism());
        SingleOutputStreamOperator<FactBatch> batches = arrived.transform(
                        "batch-facts", FactBatch.TYPE, new BatchFacts(KEY_GROUPS, BATCH_HOLD))
                .uid("batch-facts")
                .setParallelism(records.getParallelism());
        SingleOutputStreamOperator<Measured> measured = batches.keyBy(FactBatch::key, FactKey.TYPE)
                .connect(controls.broadcast())
                .transform("count-once", Measured.TYPE, new CountOnceOperator(reading, meters, rules))
                .uid("count-once")
                .setMaxParallelism(KEY_GROUPS);
        DataStream<FateCount> fates =
                arrived.getSideOutput(ReportPositions.FATES).union(measured.getSideOutput(CountOnceOperator.FATES));
        SingleOutputStreamOperator<Outgoing> progress = arrived.getSideOutput(ReportPositions.POSITIONS)
                .connect(fates)
                .transform("conclude-progress", Outgoing.TYPE, new ConcludeProgress(ends))
                .uid("conclude-progress")
                // And no maximum: one that is not set is taken from a savepoint, whatever it was there.
                .setParallelism(1);
        SingleOutputStreamOperator<SliceBundle> bundles = measured.transform(
                        "bundle-slices", SliceBundle.TYPE, new BundleSlices(SLICES_PER_BUNDLE, BUNDLE_HOLD))
                .uid("bundle-slices");
        SingleOutputStreamOperator<SliceBundle> capped = bundles.getSideOutput(BundleSlices.CAPPED)
                .keyBy(SliceBundle::groupsKey, Types.STRING)
                .process(new CapGroups(PACE.keep()), SliceBundle.TYPE)
                .uid("cap-groups")
                .name("cap-groups");
        SingleOutputStreamOperator<Outgoing> conclusions = bundles.union(capped)
                .keyBy(SliceBundle::sliceId, Types.STRING)
                .transform("sum-slices", Outgoing.TYPE, new SumSlices(PACE))
                .uid("sum-slices");
        return new Outputs(
                conclusions,
                measured.getSideOutput(CountOnceOperator.CONFLICTS),
                measured.getSideOutput(CountOnceOperator.QUARANTINE),
                measured.getSideOutput(CountOnceOperator.DEAD_LETTERS),
                progress);
    }
}
