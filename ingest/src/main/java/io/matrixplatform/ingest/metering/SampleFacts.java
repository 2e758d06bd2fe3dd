package io.matrixplatform.ingest.metering;

import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.RuntimeMetric;
import io.matrixplatform.events.registry.RecordEncoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.model.metering.Identity;

/** Makes facts of samples of instances. Keeps its buffer: one instance per thread. */
public final class SampleFacts {
    private final RecordEncoder<RuntimeMetric> encoder;

    /** Asks the registry for the id of the schema: not to be called on an event loop. */
    public SampleFacts(SchemaRegistry registry) {
        encoder = new RecordEncoder<>(Topics.METERING_RUNTIME_METRICS, registry);
    }

    /**
     * @param index of the sample in its request
     * @param sample with everything but the stamps, which are put on it
     */
    public Fact fact(int index, RuntimeMetric sample, Stamps stamps) {
        sample.setTenantId(stamps.key().tenantId());
        sample.setRecordedAt(stamps.recordedAt());
        sample.setKeyId(stamps.key().keyId());
        sample.setSubscriptionId(stamps.key().subscriptionId());
        byte[] identity = Identity.of(sample.getTenantId(), sample.getSource(), sample.getEventId())
                .toBytes();
        return new Fact(index, sample.getEventId(), Topics.METERING_RUNTIME_METRICS, identity, encoder.encode(sample));
    }
}
