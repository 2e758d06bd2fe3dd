package io.matrixplatform.api.platform.outbox;

import io.matrixplatform.events.Topic;
import io.matrixplatform.events.registry.RecordEncoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecord;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What one feature tells one topic. A record is encoded when the change is made and sent as it was, whatever version of the
 * code then sends it. Thread-safe.
 */
public final class Outbox<T extends SpecificRecord> {
    private final Topic topic;
    private final SchemaRegistry registry;
    private @Nullable RecordEncoder<T> encoder;

    public Outbox(Topic topic, SchemaRegistry registry) {
        this.topic = topic;
        this.registry = registry;
    }

    /**
     * Writes a record in the caller's transaction: it is sent if and only if that commits.
     *
     * @throws io.matrixplatform.events.registry.RegistryException if the schema's id is not known yet and cannot be asked
     */
    public void append(Handle transaction, String key, T value) {
        append(transaction, key.getBytes(StandardCharsets.UTF_8), value);
    }

    /** The same where the topic's key is no text. */
    public void append(Handle transaction, byte[] key, T value) {
        transaction.attach(OutboxDao.class).append(topic.name(), key, encode(value));
    }

    private synchronized byte[] encode(T value) {
        RecordEncoder<T> known = encoder;
        if (known == null) {
            known = new RecordEncoder<>(topic, registry);
            encoder = known;
        }
        return known.encode(value);
    }
}
