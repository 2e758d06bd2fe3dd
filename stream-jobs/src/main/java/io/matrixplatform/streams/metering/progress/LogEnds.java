package io.matrixplatform.streams.metering.progress;

import java.io.Serializable;
import java.util.Map;

/** Where the fact topics begin and end: a question to Kafka, which may take long and may fail. */
public interface LogEnds extends AutoCloseable {
    /** Every partition of every fact topic. */
    Map<Partition, Range> ask() throws Exception;

    @Override
    void close();

    /** The offsets that a partition holds, half-open. */
    record Range(long begin, long end) {}

    /** Opens the line to Kafka where the job runs. */
    @FunctionalInterface
    interface Source extends Serializable {
        LogEnds open();
    }
}
