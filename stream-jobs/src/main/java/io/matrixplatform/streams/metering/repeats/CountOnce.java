package io.matrixplatform.streams.metering.repeats;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.UsageConflict;
import io.matrixplatform.streams.metering.facts.Envelope;
import io.matrixplatform.streams.metering.facts.Fact;
import io.matrixplatform.streams.metering.facts.FactKey;
import io.matrixplatform.streams.metering.facts.Fate;
import io.matrixplatform.streams.metering.meters.Measurement;
import io.matrixplatform.streams.metering.meters.Measuring;
import io.matrixplatform.streams.metering.meters.Meter;
import io.matrixplatform.streams.metering.meters.MeterCatalog;
import io.matrixplatform.streams.platform.Outgoing;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Lets the first fact of each identity through, as what it adds to each meter. Key: {@link FactKey}. State: {@link
 * Sighting}.
 *
 * <p>Judging and measuring are one function because the meters make it an operator with two inputs, which Flink chains to
 * nothing before it: apart, every distinct fact would cross one more exchange.
 *
 * <p>Flink expires state by processing time, which is never behind {@code recorded_at}: a sighting may be kept longer than
 * {@link Repeats#DAYS_KEPT} (a replay sees old facts anew) but never shorter, and the rule goes by the recorded day alone.
 *
 * <p>The meters are in no state: Kafka keeps them, and they are read to their end at every start, so that a definition
 * made while the job was down is known before the first fact after it.
 */
public final class CountOnce extends KeyedBroadcastProcessFunction<FactKey, Fact, Meter, Measurement> {
    public static final OutputTag<Outgoing> CONFLICTS = new OutputTag<>("conflicts", Outgoing.TYPE);

    private final MeterCatalog catalog;

    @SuppressWarnings("NullAway.Init") // by open
    private transient ValueState<Sighting> sighting;

    @SuppressWarnings("NullAway.Init") // by open
    private transient Measuring measuring;

    @SuppressWarnings("NullAway.Init") // by open
    private transient Map<Fate, Counter> fates;

    public CountOnce(MeterCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public void open(OpenContext context) throws Exception {
        ValueStateDescriptor<Sighting> descriptor = new ValueStateDescriptor<>("sighting", Sighting.TYPE);
        // Days are whole, so a sighting may be asked for until just before the end of the day after the last.
        descriptor.enableTimeToLive(StateTtlConfig.newBuilder(Duration.ofDays(Repeats.DAYS_KEPT + 1))
                .setUpdateType(StateTtlConfig.UpdateType.OnCreateAndWrite)
                .build());
        sighting = getRuntimeContext().getState(descriptor);
        measuring = new Measuring();
        catalog.readAll().forEach(measuring::define);
        fates = new EnumMap<>(Fate.class);
        for (Fate fate : Fate.values()) {
            if (fate != Fate.DEAD) {
                fates.put(fate, fate.counter(getRuntimeContext().getMetricGroup()));
            }
        }
    }

    @Override
    public void processBroadcastElement(Meter meter, Context context, Collector<Measurement> out) {
        measuring.define(meter);
    }

    @Override
    public void processElement(Fact fact, ReadOnlyContext context, Collector<Measurement> out) throws Exception {
        Sighting seen = sighting.value();
        switch (Repeats.judge(fact.payloadHash(), fact.envelope().recordedDay(), seen)) {
            case FIRST -> {
                sighting.update(Sighting.of(fact));
                count(measuring.measure(fact, out::collect));
            }
            case REPEAT -> count(Fate.REPEAT);
            case CONFLICT -> {
                context.output(CONFLICTS, conflict(fact, requireNonNull(seen).recordedDay()));
                count(Fate.CONFLICT);
            }
        }
    }

    private void count(Fate fate) {
        Counter counter = fates.get(fate);
        if (counter != null) {
            counter.inc();
        }
    }

    private static Outgoing conflict(Fact fact, int firstRecordedDay) {
        Envelope envelope = fact.envelope();
        UsageConflict conflict = UsageConflict.newBuilder()
                .setEventId(envelope.eventId())
                .setTenantId(envelope.tenantId())
                .setSource(envelope.source())
                .setFactTopic(fact.origin().topic().topic().name())
                .setFactPartition(fact.origin().partition())
                .setFactOffset(fact.origin().offset())
                .setOccurredAt(Instant.EPOCH.plus(envelope.occurredAt(), ChronoUnit.MICROS))
                .setRecordedAt(Instant.EPOCH.plus(envelope.recordedAt(), ChronoUnit.MICROS))
                .setFirstRecordedOn(LocalDate.ofEpochDay(firstRecordedDay))
                .build();
        return new Outgoing(Topics.METERING_CONFLICTS, fact.identity().toBytes(), conflict);
    }
}
