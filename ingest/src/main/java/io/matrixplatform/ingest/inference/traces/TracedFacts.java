package io.matrixplatform.ingest.inference.traces;

import io.matrixplatform.events.operations.TracedFact;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Facts of traced calls that have come into the log, until it is told where they stand there. Thread-safe. */
public final class TracedFacts {
    private static final Logger LOG = LoggerFactory.getLogger(TracedFacts.class);
    /** Beyond, traces end with the edge's part. */
    private static final int WAITING_MAX = 1_000;

    private final BlockingQueue<TracedFact> waiting = new LinkedBlockingQueue<>(WAITING_MAX);

    /** Never blocks. */
    void add(TracedFact fact) {
        if (!waiting.offer(fact)) {
            LOG.atDebug().addKeyValue("event_id", fact.getEventId()).log("a trace ends at the edge: too many wait");
        }
    }

    /** Those that have come since this was called last. */
    public List<TracedFact> take() {
        List<TracedFact> taken = new ArrayList<>();
        waiting.drainTo(taken);
        return taken;
    }
}
