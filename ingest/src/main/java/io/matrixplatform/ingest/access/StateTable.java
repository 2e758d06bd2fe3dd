package io.matrixplatform.ingest.access;

import io.matrixplatform.events.Topic;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a compacted topic of the control plane says, decoded, in memory. Written by one thread, read by any. */
public interface StateTable {
    /** The record that only tells that a table is fed. */
    String HEARTBEAT = "heartbeat";

    Topic topic();

    /**
     * Takes one record of the topic. One that cannot be read changes nothing and is logged.
     *
     * @return whether the table now says what the record says
     */
    boolean apply(String key, byte @Nullable [] value, Instant writtenAt);
}
