package io.matrixplatform.streams.metering.repeats;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.OperatorStateCheckpointOutputStream;
import org.apache.flink.runtime.state.StatePartitionStreamProvider;
import org.jspecify.annotations.Nullable;

/**
 * A filter in a checkpoint, beside the state that it answers for: to make it anew takes seconds,
 * and until then everything would be looked up. Raw operator state, so that it is written as it stands; after a rescaling a
 * subtask may find none that answers for all of its identities.
 */
final class FilterSnapshot {
    private static final int LAYOUT = 2;
    private static final int LAYOUT_WITHOUT_GENERATION = 1;

    private FilterSnapshot() {}

    /** @param range of the identities that the filter answers for */
    static void write(IdentityFilter filter, KeyGroupRange range, OperatorStateCheckpointOutputStream raw)
            throws IOException {
        raw.startNewPartition();
        DataOutputStream out = new DataOutputStream(raw);
        out.writeInt(LAYOUT);
        out.writeInt(range.getStartKeyGroup());
        out.writeInt(range.getEndKeyGroup());
        filter.writeTo(out);
        out.flush();
    }

    /**
     * Null if none of them answers for all of the range.
     *
     * @param snapshots those that fell to this subtask
     */
    static @Nullable IdentityFilter find(Iterable<StatePartitionStreamProvider> snapshots, KeyGroupRange range)
            throws IOException {
        for (StatePartitionStreamProvider snapshot : snapshots) {
            try (InputStream raw = snapshot.getStream()) {
                DataInputStream in = new DataInputStream(raw);
                int layout = in.readInt();
                if ((layout == LAYOUT || layout == LAYOUT_WITHOUT_GENERATION)
                        && in.readInt() <= range.getStartKeyGroup()
                        && in.readInt() >= range.getEndKeyGroup()) {
                    return IdentityFilter.readFrom(in, layout == LAYOUT);
                }
            }
        }
        return null;
    }
}
