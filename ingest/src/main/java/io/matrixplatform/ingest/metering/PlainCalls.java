package io.matrixplatform.ingest.metering;

import io.matrixplatform.ingest.access.KnownKey;
import io.matrixplatform.ingest.platform.Body;
import java.util.List;

/**
 * Bodies of plain calls to facts, in a third of the time that a parser takes of the same. All of them are good, or none is taken
 * here: the body is then read by {@link EventReader}, as if this had not been tried. Keeps its buffers: one instance per thread.
 */
final class PlainCalls {
    private final EventBounds bounds;
    private final FactWriter writer;
    private final PlainCall call = new PlainCall();

    PlainCalls(FactWriter writer, EventBounds bounds) {
        this.writer = writer;
        this.bounds = bounds;
    }

    /**
     * @param into is empty; gets the facts, of which none count unless all are plain
     * @return whether all are
     */
    boolean readBatch(Body body, Stamps stamps, List<Fact> into) {
        PlainJson json = new PlainJson(body.bytes(), body.length());
        if (!json.skip('[')) {
            return false;
        }
        do {
            if (into.size() == bounds.eventsMax() || !read(json, stamps, into)) {
                return false;
            }
        } while (json.skip(','));
        return json.skip(']') && json.isOver();
    }

    /** The same of a body that is one event. */
    boolean readOne(Body body, Stamps stamps, List<Fact> into) {
        PlainJson json = new PlainJson(body.bytes(), body.length());
        return read(json, stamps, into) && json.isOver();
    }

    private boolean read(PlainJson json, Stamps stamps, List<Fact> into) {
        if (!call.read(json) || !isAllowed(stamps)) {
            return false;
        }
        into.add(writer.write(into.size(), call, stamps));
        return true;
    }

    private boolean isAllowed(Stamps stamps) {
        KnownKey key = stamps.key();
        return !bounds.isTooOld(call.occurredAtMicros(), stamps.recordedAt())
                && !bounds.isInFuture(call.occurredAtMicros(), stamps.recordedAt())
                && (key.mayUseAllModels() || key.mayUse(call.model().toString()));
    }
}
