package io.matrixplatform.ingest.metering;

import org.jspecify.annotations.Nullable;

/**
 * The first thing wrong with the event being read. Reading goes on after it, because the id to report may stand at the
 * end of the event.
 */
final class Faults {
    private @Nullable Fault first;

    void clear() {
        first = null;
    }

    @Nullable Fault first() {
        return first;
    }

    void add(String pointer, FaultCode code, String problem) {
        if (first == null) {
            first = Fault.at(pointer, code, problem);
        }
    }
}
