package io.matrixplatform.api.metering.live;

import io.matrixplatform.api.metering.live.LiveMinute.Place;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.UsageRollup;
import io.matrixplatform.events.registry.RecordDecoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.events.registry.UndecodableException;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.WindowStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what a rollup newly says on the board. An older or repeated word changes nothing; one about a minute that is not of
 * the last hour is left to history, and so is one of a meter whose quantities do not add up; one that cannot be read is
 * logged and left out.
 */
final class TakeRollups extends ContextualProcessor<byte[], byte[], Void, Void> {
    private static final Logger LOG = LoggerFactory.getLogger(TakeRollups.class);

    /** The edge lets facts be five minutes ahead; beyond that a minute would only fill the board. */
    private static final Duration AHEAD = Duration.ofMinutes(6);

    private final LiveBoard board;
    private final CatchUp catchUp;
    private final RecordDecoder<UsageRollup> decoder;
    private final InstantSource clock;

    @SuppressWarnings("NullAway.Init") // by init
    private WindowStore<String, byte[]> newest;

    TakeRollups(LiveBoard board, CatchUp catchUp, SchemaRegistry registry, InstantSource clock) {
        this.board = board;
        this.catchUp = catchUp;
        this.decoder = new RecordDecoder<>(Topics.METERING_USAGE_ROLLUPS, registry);
        this.clock = clock;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        super.init(context);
        newest = context.getStateStore(LiveTopology.STORE);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        try {
            take(decoder.decode(record.value()), record.timestamp());
        } catch (UndecodableException unreadable) {
            LOG.atError().setCause(unreadable).log("a rollup cannot be read; the live view goes on without it");
        }
        context().recordMetadata().ifPresent(place -> catchUp.passed(place.partition(), place.offset()));
    }

    private void take(UsageRollup rollup, long saidAtMs) {
        if (rollup.getFold() != null) {
            return;
        }
        long minuteMs = rollup.getMinuteStart().toEpochMilli();
        long now = clock.millis();
        if (minuteMs < now - LiveTopology.KEPT.toMillis() || minuteMs > now + AHEAD.toMillis()) {
            return;
        }
        NewestWord before = NewestWord.read(newest.fetch(rollup.getRollupId(), minuteMs));
        if (rollup.getOrderNumber() <= before.orderNumber()) {
            return;
        }
        newest.put(
                rollup.getRollupId(),
                new NewestWord(rollup.getOrderNumber(), rollup.getQuantity()).toBytes(),
                minuteMs);
        board.add(
                rollup.getTenantId(),
                new Place(rollup.getMeterKey(), minuteMs),
                rollup.getQuantity().subtract(before.quantity()),
                saidAtMs);
    }
}
