package io.matrixplatform.api.access.keyusage;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.metering.UsageEvent;
import io.matrixplatform.events.registry.RecordDecoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.events.registry.UndecodableException;
import java.time.Duration;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.WindowStore;
import org.jspecify.annotations.Nullable;

/** Notes one fact for its key. The record's timestamp is when the edge recorded it. */
final class NoteUse extends ContextualProcessor<byte[], byte[], Void, Void> {
    private static final long MINUTE_MS = Duration.ofMinutes(1).toMillis();
    private static final long HOUR_MS = KeyUsageTopology.HOUR.toMillis();

    private final RecordDecoder<ApiCall> calls;
    private final RecordDecoder<UsageEvent> events;
    private @Nullable KeyValueStore<String, Long> lastUses;
    private @Nullable WindowStore<String, Long> hours;

    NoteUse(SchemaRegistry registry) {
        calls = new RecordDecoder<>(Topics.METERING_API_CALLS, registry);
        events = new RecordDecoder<>(Topics.METERING_USAGE_EVENTS, registry);
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        super.init(context);
        lastUses = context.getStateStore(KeyUsageTopology.LAST_USES);
        hours = context.getStateStore(KeyUsageTopology.HOURS);
    }

    @Override
    public void process(Record<byte[], byte[]> fact) {
        String topic = context().recordMetadata().map(RecordMetadata::topic).orElse("");
        @Nullable String key = keyOf(topic, fact.value());
        if (key != null) {
            note(key, fact.timestamp());
        }
    }

    private void note(String key, long recordedAt) {
        KeyValueStore<String, Long> uses = requireNonNull(lastUses, "before init");
        WindowStore<String, Long> counts = requireNonNull(hours, "before init");
        long minute = recordedAt - Math.floorMod(recordedAt, MINUTE_MS);
        @Nullable Long last = uses.get(key);
        if (last == null || last < minute) {
            uses.put(key, minute);
        }
        long hour = recordedAt - Math.floorMod(recordedAt, HOUR_MS);
        @Nullable Long before = counts.fetch(key, hour);
        counts.put(key, before == null ? 1L : before + 1, hour);
    }

    /** Null for what is no fact: metering tells of it, this does not. */
    private @Nullable String keyOf(String topic, byte[] value) {
        try {
            return topic.equals(Topics.METERING_API_CALLS.name())
                    ? calls.decode(value).getKeyId()
                    : events.decode(value).getKeyId();
        } catch (UndecodableException noFact) {
            return null;
        }
    }
}
