package io.matrixplatform.streams.metering.facts;

import io.matrixplatform.model.metering.Identity;
import io.matrixplatform.streams.platform.StreamType;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * A fact as metering needs it: the compact projection that travels between operators, never the Avro record.
 *
 * @param payloadHash see {@link PayloadHash}: two facts of one identity with equal hashes are a repeat
 */
public record Fact(Origin origin, Identity identity, long payloadHash, Envelope envelope, Payload payload) {
    public static final TypeInformation<Fact> TYPE = StreamType.of(new FactSerializer());

    /** What repeats are judged by. */
    public FactKey key() {
        return new FactKey(origin.topic(), identity.high(), identity.low());
    }
}
