package io.matrixplatform.api.testing;

import io.matrixplatform.events.Topic;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.access.ApiKeyState;
import io.matrixplatform.events.registry.RecordDecoder;
import io.matrixplatform.model.access.ApiKeySecret;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** What others were told of changes, in order. There is no Kafka behind the tests, so it waits in the outbox. */
public final class Told {
    private Told() {}

    public static <T extends SpecificRecord> List<T> of(Topic topic, String key) {
        return decoded(topic, "key = convert_to(:key, 'UTF8')", key);
    }

    /** Of every key that begins so. */
    public static <T extends SpecificRecord> List<T> ofAll(Topic topic, String beginning) {
        return decoded(topic, "position(convert_to(:key, 'UTF8') IN key) = 1", beginning);
    }

    /** The states of an API key. */
    public static List<ApiKeyState> ofKey(String secret) {
        return of(
                Topics.ACCESS_API_KEY_STATE,
                ApiKeySecret.parse(secret).orElseThrow().hash());
    }

    private static <T extends SpecificRecord> List<T> decoded(Topic topic, String condition, String key) {
        RecordDecoder<T> decoder = new RecordDecoder<>(topic, FakeRegistry.client());
        return TestDatabase.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT value FROM platform.outbox WHERE topic = :topic AND "
                                + condition + " ORDER BY xid, id")
                        .bind("topic", topic.name())
                        .bind("key", key)
                        .mapTo(byte[].class)
                        .list())
                .stream()
                .map(decoder::decode)
                .toList();
    }
}
