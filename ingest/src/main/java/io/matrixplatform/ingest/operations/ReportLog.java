package io.matrixplatform.ingest.operations;

import io.matrixplatform.events.operations.EdgeReport;
import io.matrixplatform.events.operations.TracedFact;
import java.util.function.Consumer;

/** Where reports go. */
public interface ReportLog extends AutoCloseable {
    /**
     * Sends one; of those of a key the last one sent stands.
     *
     * @param answered is called once, on any thread, with whether it is there
     */
    void send(String key, EdgeReport report, Consumer<Boolean> answered);

    /**
     * Sends where the fact of a traced call stands.
     *
     * @param answered as above
     */
    void send(TracedFact fact, Consumer<Boolean> answered);

    @Override
    void close();
}
