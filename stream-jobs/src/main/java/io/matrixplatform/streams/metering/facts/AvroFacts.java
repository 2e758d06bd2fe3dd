package io.matrixplatform.streams.metering.facts;

import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.metering.QuarantineDecision;
import io.matrixplatform.events.metering.RuntimeMetric;
import io.matrixplatform.events.metering.UsageEvent;
import io.matrixplatform.events.registry.RecordDecoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.events.registry.UndecodableException;
import io.matrixplatform.model.metering.Identity;
import org.jspecify.annotations.Nullable;

/** Reads the Avro that the contracts say. Keeps its decoders' buffers: one instance per thread. */
public final class AvroFacts implements FactReader {
    private static final long MICROS_PER_MILLI = 1_000;

    private final PlainCalls plainCalls = new PlainCalls();
    private final RecordDecoder<ApiCall> apiCalls;
    private final RecordDecoder<UsageEvent> usageEvents;
    private final RecordDecoder<RuntimeMetric> runtimeMetrics;
    private final RecordDecoder<QuarantineDecision> decisions;

    AvroFacts(SchemaRegistry registry) {
        apiCalls = new RecordDecoder<>(FactTopic.API_CALLS.topic(), registry);
        usageEvents = new RecordDecoder<>(FactTopic.USAGE_EVENTS.topic(), registry);
        runtimeMetrics = new RecordDecoder<>(FactTopic.RUNTIME_METRICS.topic(), registry);
        decisions = new RecordDecoder<>(FactTopic.QUARANTINE_DECISIONS.topic(), registry);
    }

    public static FactReader.Source of(String registryUrl) {
        return () -> new AvroFacts(SchemaRegistry.at(registryUrl));
    }

    @Override
    public Fact read(FactRecord record) {
        return FactProjection.checked(project(record.origin(), identityOf(record.key()), record));
    }

    private Fact project(Origin origin, Identity identity, FactRecord record) {
        byte @Nullable [] value = record.value();
        return switch (origin.topic()) {
            case API_CALLS -> FactProjection.of(origin, identity, apiCalls.decode(value));
            case USAGE_EVENTS -> FactProjection.of(origin, identity, usageEvents.decode(value));
            case RUNTIME_METRICS -> SampleProjection.of(origin, identity, runtimeMetrics.decode(value));
            case QUARANTINE_DECISIONS ->
                FactProjection.of(origin, identity, decisions.decode(value), record.timestamp() * MICROS_PER_MILLI);
        };
    }

    @Override
    public @Nullable PlainCall readPlain(FactBatch.Reader at) {
        FactKey key = at.topic() == FactTopic.API_CALLS ? at.judgedBy() : null;
        int from = at.value() + RecordDecoder.headerBytes();
        int to = at.value() + at.valueLength();
        return key != null && from <= to && isOfThisVersion(at) ? plainCalls.read(key, at.bytes(), from, to) : null;
    }

    private boolean isOfThisVersion(FactBatch.Reader at) {
        try {
            return apiCalls.isOfThisVersion(at.bytes(), at.value());
        } catch (UndecodableException unreadable) {
            return false;
        }
    }

    private static Identity identityOf(byte @Nullable [] key) {
        if (key == null || key.length != Identity.BYTES) {
            throw new UndecodableException("malformed-key", "the key is not the 16 bytes of an identity");
        }
        return Identity.fromBytes(key);
    }
}
