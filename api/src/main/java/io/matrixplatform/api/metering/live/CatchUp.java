package io.matrixplatform.api.metering.live;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Whether everything that stood in the topic at the start has been read. Thread-safe. */
final class CatchUp {
    private final Map<Integer, Long> awaited;

    /** @param lastOffsets per partition that has something to be read the last offset of it */
    CatchUp(Map<Integer, Long> lastOffsets) {
        awaited = new ConcurrentHashMap<>(lastOffsets);
    }

    void passed(int partition, long offset) {
        Long last = awaited.get(partition);
        if (last != null && offset >= last) {
            awaited.remove(partition);
        }
    }

    boolean isDone() {
        return awaited.isEmpty();
    }
}
