package io.matrixplatform.api.metering.certificates;

import io.matrixplatform.model.metering.proof.Leaf;
import io.matrixplatform.model.metering.proof.LeafDigest;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Digests the records of one tenant, a partition after the other. */
final class LogLeaves {
    static final String BOOK = "log";

    /** A leaf of that many has some 150 bytes, and verifying one reads no more than that again to say what is wrong. */
    private static final int RECORDS_MAX = 4_096;

    private final List<Leaf> closed = new ArrayList<>();
    private @Nullable Open open;

    private static final class Open {
        private final String series;
        private final LeafDigest digest = new LeafDigest();
        private final long first;
        private long last;

        private Open(String series, long first) {
            this.series = series;
            this.first = first;
        }
    }

    static String series(TopicPartition partition) {
        return partition.topic() + "-" + partition.partition();
    }

    void add(TopicPartition partition, LogRecord record) {
        String series = series(partition);
        Open leaf = open;
        if (leaf == null || !leaf.series.equals(series) || leaf.digest.entries() == RECORDS_MAX) {
            close();
            leaf = new Open(series, record.stored().offset());
            open = leaf;
        }
        leaf.digest.add(record.stored().offset(), record.content());
        leaf.last = record.stored().offset();
    }

    private void close() {
        Open leaf = open;
        if (leaf != null) {
            closed.add(leaf.digest.leaf(BOOK, leaf.series, leaf.first, leaf.last));
            open = null;
        }
    }

    /** All of them; nothing can be added to the last one any more. */
    List<Leaf> leaves() {
        close();
        return List.copyOf(closed);
    }
}
