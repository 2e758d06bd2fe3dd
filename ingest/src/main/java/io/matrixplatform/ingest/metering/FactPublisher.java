package io.matrixplatform.ingest.metering;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Where facts go. Thread-safe. */
public interface FactPublisher {
    /**
     * Sends facts. Never blocks: event loops call it.
     *
     * @param answered is called exactly once, on any thread, within a bounded time, with the facts that were not
     *     confirmed, in the order of {@code facts}
     */
    void publish(List<Fact> facts, Instant recordedAt, Consumer<List<Unconfirmed>> answered);

    /**
     * Sends one fact that somebody waits for. Never blocks.
     *
     * @param answered as above, with where the fact stands; empty if it was not confirmed
     */
    void publish(Fact fact, Instant recordedAt, Consumer<Optional<LogPosition>> answered);

    /** As above, but nobody waits for it: it goes with others that come soon. */
    void publishUnawaited(Fact fact, Instant recordedAt, Consumer<Optional<LogPosition>> answered);

    /** Empty while facts can be sent. */
    Optional<String> notReadyBecause();
}
