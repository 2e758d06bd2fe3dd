package io.matrixplatform.api.metering.backfill;

import io.matrixplatform.model.metering.Identity;

/**
 * A piece of the log that is read at once: of one partition the identities whose hash leaves {@code part} when divided by
 * {@code parts}. A piece with too many of them is split in two, so that memory is bounded whatever the log has.
 */
public record Chunk(
        int partition, int part, int parts, long firstOffset, long endOffset, long nextOffset, boolean counted) {
    /** Beyond this a log has so many facts of a tenant that reading it so often takes days. */
    static final int PARTS_MAX = 1 << 10;

    boolean has(Identity identity) {
        return Math.floorMod(identity.low(), parts) == part;
    }

    /** Half of it. */
    Chunk half(boolean second) {
        return new Chunk(
                partition, second ? part + parts : part, parts * 2, firstOffset, endOffset, firstOffset, false);
    }
}
