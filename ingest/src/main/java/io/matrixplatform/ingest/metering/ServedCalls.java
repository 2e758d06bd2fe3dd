package io.matrixplatform.ingest.metering;

import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.ingest.access.KnownKey;
import io.matrixplatform.model.metering.Identity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Makes facts of calls that this edge has served itself. Keeps its buffer: one instance per thread. */
public final class ServedCalls {
    private final ApiCallEncoder encoder;

    /** Asks the registry for the id of the schema: not to be called on an event loop. */
    public ServedCalls(SchemaRegistry registry) {
        encoder = new ApiCallEncoder(registry);
    }

    /**
     * @param call with everything but the stamps, which are put on it
     * @param key that the call was made with
     */
    public Fact fact(ApiCall call, KnownKey key, Instant recordedAt) {
        call.setTenantId(key.tenantId());
        call.setKeyId(key.keyId());
        call.setSubscriptionId(key.subscriptionId());
        return again(call, recordedAt);
    }

    /** The same fact as recorded at another time: the log takes only what was recorded just now. */
    public Fact again(ApiCall call, Instant recordedAt) {
        call.setRecordedAt(recordedAt.truncatedTo(ChronoUnit.MICROS));
        byte[] identity = Identity.of(call.getTenantId(), call.getSource(), call.getEventId())
                .toBytes();
        return new Fact(0, call.getEventId(), Topics.METERING_API_CALLS, identity, encoder.encode(call));
    }
}
