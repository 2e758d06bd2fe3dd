package io.matrixplatform.streams.metering.facts;

import org.jspecify.annotations.Nullable;

/**
 * Which of the frames of its request a fact is: each tells the counters so far, and one of them counts.
 *
 * @param isFinal whether none counts after it
 */
public record Frame(long number, boolean isFinal) {
    /** Null of a call that is told at once. */
    @SuppressWarnings("ReferenceEquality") // fixed shapes are those instances
    public static @Nullable Frame of(Payload payload) {
        Shape shape = payload.shape();
        if (shape != Shape.FRAMED_API_CALL && shape != Shape.UNSTREAMED_FRAMED_API_CALL) {
            return null;
        }
        return new Frame(
                payload.whole()[payload.measure("frame")],
                payload.dimension("final").equals("true"));
    }

    /** Whether this one counts where both have come; of equals the first to come does. */
    public boolean supersedes(Frame other) {
        return isFinal == other.isFinal ? number > other.number : isFinal;
    }
}
