package io.matrixplatform.api.platform.projections;

import io.matrixplatform.events.Topic;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jdbi.v3.core.Handle;

/** What some topics mean in PostgreSQL. Called by one thread. */
public interface Projection {
    /** Names its offsets; never changes. */
    String name();

    List<Topic> topics();

    /**
     * Writes a batch within {@code transaction}, which also moves the offsets. A record that cannot be used is a bug of its
     * writer: throw, so that the projection stops there, loudly, instead of leaving something out.
     */
    void apply(Handle transaction, List<ConsumerRecord<byte[], byte[]>> batch);

    /** Whether records may be gone before they were read; else the projection stops where it cannot go on. */
    default boolean mayMiss() {
        return false;
    }

    /** Called after each poll, outside of any transaction, also when nothing came. */
    default void afterPoll() {}
}
