package io.matrixplatform.streams.metering.facts;

import io.matrixplatform.model.metering.Identity;
import io.matrixplatform.streams.platform.StreamType;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/**
 * A fact as metering needs it, or what is said of an earlier one.
 *
 * @param payloadHash see {@link PayloadHash}: two facts of one identity with equal hashes are a repeat. Of what is said of a
 *     fact, that fact's
 * @param amendment there if and only if the act is {@code AMEND}
 */
public record Fact(
        Origin origin,
        Identity identity,
        long payloadHash,
        Envelope envelope,
        Payload payload,
        Act act,
        @Nullable Amendment amendment)
        implements Countable {
    /** The dimension in which edges stamp the API key. */
    public static final String KEY_ID = "key_id";

    public static final TypeInformation<Fact> TYPE = StreamType.of(new FactSerializer());

    public Fact {
        if ((act == Act.AMEND) != (amendment != null)) {
            throw new IllegalArgumentException("an amendment, and nothing else, says what counts instead");
        }
    }

    /** One that is to be counted. */
    public Fact(Origin origin, Identity identity, long payloadHash, Envelope envelope, Payload payload) {
        this(origin, identity, payloadHash, envelope, payload, Act.USE, null);
    }

    /** What repeats are judged by: also of what is said of a fact, that fact's. */
    public FactKey key() {
        return new FactKey(origin.topic().judgedWith(), identity.high(), identity.low());
    }

    @Override
    public String tenantId() {
        return envelope.tenantId();
    }

    @Override
    public @Nullable String subscriptionId() {
        return envelope.subscriptionId();
    }

    @Override
    public long occurredAt() {
        return envelope.occurredAt();
    }

    @Override
    public long recordedAt() {
        return envelope.recordedAt();
    }

    @Override
    public long bookedAt() {
        return envelope.bookedAt();
    }

    @Override
    public Usage usage() {
        return payload;
    }

    @Override
    public @Nullable CallKind kind() {
        return null;
    }

    /** The API key that it was sent with; {@code ""} where such facts have none. */
    public String keyId() {
        return payload.dimension(KEY_ID);
    }

    /** What an amendment says instead, as if it had been sent with that key; null of everything else. */
    public @Nullable Payload amended(String keyId) {
        return amendment == null ? null : amendment.payload().with(KEY_ID, keyId);
    }

    /** To be measured in the place of this one. */
    public Fact as(Envelope other, Payload counted) {
        return new Fact(origin, identity, payloadHash, other, counted);
    }
}
