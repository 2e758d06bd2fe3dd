package io.matrixplatform.streams.platform;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.events.Topic;
import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * A record on its way to Kafka.
 *
 * @param key as the topic's contract says
 * @param value of the topic's schema
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Outgoing(Topic topic, byte[] key, SpecificRecord value) {
    public static final TypeInformation<Outgoing> TYPE = StreamType.of(new OutgoingSerializer());

    public Outgoing {
        requireNonNull(topic, "topic");
        requireNonNull(key, "key");
        if (!value.getSchema().equals(topic.schema())) {
            throw new IllegalArgumentException(
                    "topic " + topic.name() + " takes no " + value.getSchema().getFullName());
        }
    }

    /** Keyed by a deterministic id. */
    public static Outgoing of(Topic topic, String id, SpecificRecord value) {
        return new Outgoing(topic, id.getBytes(StandardCharsets.UTF_8), value);
    }
}
