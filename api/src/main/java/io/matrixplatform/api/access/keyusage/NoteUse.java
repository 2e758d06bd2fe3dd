package io.matrixplatform.api.access.keyusage;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.metering.RuntimeMetric;
import io.matrixplatform.events.metering.UsageEvent;
import io.matrixplatform.events.registry.RecordDecoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.events.registry.UndecodableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
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
    private static final int KEYS_KEPT = 10_000;

    private final RecordDecoder<ApiCall> calls;
    private final RecordDecoder<UsageEvent> events;
    private final RecordDecoder<RuntimeMetric> metrics;
    private @Nullable KeyValueStore<String, Long> lastUses;
    private @Nullable WindowStore<String, Long> hours;

    /** What the stores say of the keys in use: to ask them for every fact takes as long as all the rest. */
    private final Map<String, Noted> noted = new HashMap<>();

    NoteUse(SchemaRegistry registry) {
        calls = new RecordDecoder<>(Topics.METERING_API_CALLS, registry);
        events = new RecordDecoder<>(Topics.METERING_USAGE_EVENTS, registry);
        metrics = new RecordDecoder<>(Topics.METERING_RUNTIME_METRICS, registry);
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

    /** What is known of a key: the minute of its last use, and how many facts there were in one hour. */
    private static final class Noted {
        private long minute;
        private long hour;
        private long count;
    }

    private void note(String key, long recordedAt) {
        long minute = recordedAt - Math.floorMod(recordedAt, MINUTE_MS);
        long hour = recordedAt - Math.floorMod(recordedAt, HOUR_MS);
        if (noted.size() >= KEYS_KEPT) {
            noted.clear();
        }
        Noted known = noted.computeIfAbsent(key, this::lastUse);
        if (known.minute < minute) {
            known.minute = minute;
            requireNonNull(lastUses, "before init").put(key, minute);
        }
        WindowStore<String, Long> counts = requireNonNull(hours, "before init");
        if (known.hour != hour) {
            @Nullable Long before = counts.fetch(key, hour);
            known.hour = hour;
            known.count = before == null ? 0 : before;
        }
        known.count++;
        counts.put(key, known.count, hour);
    }

    private Noted lastUse(String key) {
        @Nullable Long last = requireNonNull(lastUses, "before init").get(key);
        Noted known = new Noted();
        known.minute = last == null ? Long.MIN_VALUE : last;
        known.hour = Long.MIN_VALUE;
        return known;
    }

    /** Null for what is no fact: metering tells of it, this does not. */
    private @Nullable String keyOf(String topic, byte[] value) {
        try {
            if (topic.equals(Topics.METERING_API_CALLS.name())) {
                return calls.decode(value).getKeyId();
            }
            return topic.equals(Topics.METERING_RUNTIME_METRICS.name())
                    ? metrics.decode(value).getKeyId()
                    : events.decode(value).getKeyId();
        } catch (UndecodableException noFact) {
            return null;
        }
    }
}
