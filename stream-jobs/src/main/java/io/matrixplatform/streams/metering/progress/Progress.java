package io.matrixplatform.streams.metering.progress;

import io.matrixplatform.events.Topics;
import io.matrixplatform.streams.metering.progress.LogEnds.Range;
import io.matrixplatform.streams.metering.progress.LogEndsWatch.Answer;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The rule: what follows from how far each partition was read. The broker keeps a record's timestamp within a bound of its
 * own clock, on both sides.
 */
final class Progress {
    private static final long BOUND = Topics.APPEND_BOUND.toMillis();

    private Progress() {}

    /**
     * @param answers newest first
     * @return millis before which every recorded fact was read, or nothing while a partition is unknown
     */
    static OptionalLong processedThrough(Map<Partition, Position> positions, List<Answer> answers) {
        if (answers.isEmpty()) {
            return OptionalLong.empty();
        }
        long least = Long.MAX_VALUE;
        for (Partition partition : answers.get(0).ranges().keySet()) {
            OptionalLong through = processedThrough(partition, positions.get(partition), answers);
            if (through.isEmpty()) {
                return OptionalLong.empty();
            }
            least = Math.min(least, through.getAsLong());
        }
        return least == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(least);
    }

    private static OptionalLong processedThrough(
            Partition partition, @Nullable Position position, List<Answer> answers) {
        long through = Long.MIN_VALUE;
        if (position != null) {
            // Its clock may have been ahead by the bound, the next one's may be behind by it.
            through = position.timestamp() - 2 * BOUND;
        }
        for (Answer answer : answers) {
            Range range = answer.ranges().get(partition);
            if (range != null && isReadTo(range, position)) {
                through = Math.max(through, answer.askedAt() - BOUND);
                break;
            }
        }
        return through == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(through);
    }

    /** What retention has deleted cannot be read any more. */
    private static boolean isReadTo(Range range, @Nullable Position position) {
        long next = position == null ? range.begin() : Math.max(position.nextOffset(), range.begin());
        return next >= range.end();
    }
}
