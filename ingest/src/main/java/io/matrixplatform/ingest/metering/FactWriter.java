package io.matrixplatform.ingest.metering;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.metering.RuntimeMetric;
import io.matrixplatform.events.metering.UsageEvent;
import io.matrixplatform.events.registry.RecordEncoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.ingest.access.KnownKey;
import io.matrixplatform.model.metering.Identity;
import io.matrixplatform.model.metering.IdentityHasher;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Puts attributes and stamps on a payload and encodes it. Keeps its buffers: one instance per thread. */
final class FactWriter {
    private final ApiCallEncoder apiCalls;
    private final RecordEncoder<UsageEvent> usageEvents;
    private final SampleFacts samples;
    private final IdentityHasher identities = new IdentityHasher();
    private @Nullable KeyTexts lastKey;

    FactWriter(SchemaRegistry registry) {
        this.apiCalls = new ApiCallEncoder(registry);
        this.usageEvents = new RecordEncoder<>(Topics.METERING_USAGE_EVENTS, registry);
        this.samples = new SampleFacts(registry);
    }

    Fact write(int index, ApiCall call, Attributes attributes, Stamps stamps) {
        String id = requireNonNull(attributes.id());
        call.setEventId(id);
        call.setTenantId(stamps.key().tenantId());
        call.setSource(attributes.source());
        call.setOccurredAt(occurredAt(attributes));
        call.setRecordedAt(stamps.recordedAt());
        call.setKeyId(stamps.key().keyId());
        call.setSubscriptionId(stamps.key().subscriptionId());
        call.setSubject(attributes.subject());
        return new Fact(
                index, id, Topics.METERING_API_CALLS, identity(call, attributes, stamps), apiCalls.encode(call));
    }

    Fact write(int index, PlainCall call, Stamps stamps) {
        String id = call.id().toString();
        KeyTexts key = textsOf(stamps.key());
        identities.part(key.tenantId());
        call.source().addTo(identities);
        call.id().addTo(identities);
        return new Fact(
                index,
                id,
                Topics.METERING_API_CALLS,
                identities.identity(),
                apiCalls.encode(call, key, stamps.recordedAt()));
    }

    @SuppressWarnings("ReferenceEquality") // a key that was told again may say something else
    private KeyTexts textsOf(KnownKey key) {
        KeyTexts known = lastKey;
        if (known == null || known.key() != key) {
            known = KeyTexts.of(key);
            lastKey = known;
        }
        return known;
    }

    Fact write(int index, UsageEvent event, Attributes attributes, Stamps stamps) {
        String id = requireNonNull(attributes.id());
        event.setEventId(id);
        event.setTenantId(stamps.key().tenantId());
        event.setSource(attributes.source());
        event.setOccurredAt(occurredAt(attributes));
        event.setRecordedAt(stamps.recordedAt());
        event.setKeyId(stamps.key().keyId());
        event.setSubscriptionId(stamps.key().subscriptionId());
        event.setType(attributes.type());
        event.setSubject(attributes.subject());
        return new Fact(
                index, id, Topics.METERING_USAGE_EVENTS, identity(attributes, stamps), usageEvents.encode(event));
    }

    Fact write(int index, RuntimeMetric metric, Attributes attributes, Stamps stamps) {
        metric.setEventId(requireNonNull(attributes.id()));
        metric.setSource(requireNonNull(attributes.source()));
        metric.setOccurredAt(occurredAt(attributes));
        return samples.fact(index, metric, stamps);
    }

    private static byte[] identity(ApiCall call, Attributes attributes, Stamps stamps) {
        String request = call.getRequestId();
        return request == null
                ? identity(attributes, stamps)
                : Identity.ofRequest(stamps.key().tenantId(), requireNonNull(attributes.source()), request)
                        .toBytes();
    }

    private static byte[] identity(Attributes attributes, Stamps stamps) {
        return Identity.of(
                        stamps.key().tenantId(), requireNonNull(attributes.source()), requireNonNull(attributes.id()))
                .toBytes();
    }

    private static Instant occurredAt(Attributes attributes) {
        return Instant.EPOCH.plus(attributes.occurredAtMicros(), ChronoUnit.MICROS);
    }
}
