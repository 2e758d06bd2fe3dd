package io.matrixplatform.api.platform.projections;

import org.apache.kafka.common.TopicPartition;

/** Another process runs the same projection and was faster; what this one did is rolled back. */
public final class FencedException extends RuntimeException {
    FencedException(String projection, TopicPartition partition) {
        super("projection " + projection + " was overtaken on " + partition);
    }
}
