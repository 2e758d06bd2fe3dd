package io.matrixplatform.streams.metering.repeats;

import io.matrixplatform.streams.metering.facts.Frame;
import io.matrixplatform.streams.platform.StreamSerializer;
import io.matrixplatform.streams.platform.StreamType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of the facts of one identity: hashes and flags, never a payload, since whatever is said of a fact
 * repeats it.
 *
 * @param recordedSecond of the fact that counts, or of what came first while it has not come; since 1970
 * @param original the fact that counts; null while only something was said of it
 * @param correction the one that stands; it waits while there is no original
 * @param decisions at most one per payload
 */
record Sighting(
        long recordedSecond,
        @Nullable Original original,
        @Nullable Correction correction,
        List<Decision> decisions) {
    static final TypeInformation<Sighting> TYPE = StreamType.of(new Serializer());

    private static final int SECONDS_PER_DAY = 86_400;

    Sighting {
        decisions = List.copyOf(decisions);
    }

    /**
     * The first fact of its identity in the log.
     *
     * @param stamps what the edge put on it, by its number in {@link StampBook}
     * @param held whether it broke a rule
     * @param frames null of a call that is told at once
     */
    record Original(
            long payloadHash,
            long stamps,
            boolean held,
            @Nullable Frames frames) {
        Original(long payloadHash, long stamps, boolean held) {
            this(payloadHash, stamps, held, null);
        }

        /** Whether another frame may still take its place. */
        boolean isOpen() {
            return frames != null && !frames.standing().isFinal();
        }
    }

    /**
     * The frames of one request.
     *
     * @param standing which of them is the original
     * @param heldBefore the ones that were held while they stood, and may be released for that time
     */
    record Frames(Frame standing, List<HeldBefore> heldBefore) {
        private static final int HELD_MAX = 8;

        Frames {
            heldBefore = List.copyOf(heldBefore.subList(Math.max(0, heldBefore.size() - HELD_MAX), heldBefore.size()));
        }
    }

    /** A frame that broke a rule, and from when to when it stood; seconds since 1970. */
    record HeldBefore(long payloadHash, long fromSecond, long untilSecond) {}

    /**
     * The first correction of its fact in the log.
     *
     * @param amends whether another payload counts instead
     * @param amendedHash 0 unless it amends
     * @param amendedHeld whether that payload broke a rule
     */
    record Correction(long originalHash, boolean amends, long amendedHash, boolean amendedHeld, long recordedSecond) {
        boolean saysTheSameAs(Correction other) {
            return originalHash == other.originalHash && amends == other.amends && amendedHash == other.amendedHash;
        }
    }

    /** The first decision about a payload in the log. */
    record Decision(long payloadHash, boolean releases, long decidedSecond) {}

    static Sighting of(long recordedSecond, Original original) {
        return new Sighting(recordedSecond, original, null, List.of());
    }

    /** Whether nothing is known but a fact that counts as it is: so it is with nearly all. */
    boolean isPlain() {
        return original != null
                && !original.held()
                && original.frames() == null
                && correction == null
                && decisions.isEmpty();
    }

    /** What remains when the original is taken back. */
    Sighting withoutOriginal() {
        return new Sighting(recordedSecond, null, correction, decisions);
    }

    /** UTC day of {@code recordedSecond}, counted from 1970. */
    int recordedDay() {
        return (int) (recordedSecond / SECONDS_PER_DAY);
    }

    @Nullable Decision decisionOn(long payloadHash) {
        for (Decision decision : decisions) {
            if (decision.payloadHash == payloadHash) {
                return decision;
            }
        }
        return null;
    }

    /** 21 bytes for every fact of 45 days that nothing was said of. Layout 1 had the hash and the recorded day alone. */
    public static final class Serializer extends StreamSerializer<Sighting> {
        private static final int ORIGINAL = 1;
        private static final int HELD = 1 << 1;
        private static final int CORRECTION = 1 << 2;
        private static final int AMENDS = 1 << 3;
        private static final int AMENDED_HELD = 1 << 4;
        private static final int DECISIONS = 1 << 5;
        private static final int FRAMED = 1 << 6;
        private static final int FINAL = 1 << 7;

        public Serializer() {
            super(Sighting.class);
        }

        @Override
        protected int layout() {
            return 2;
        }

        @Override
        protected Sighting deserialize(int layout, DataInputView in) throws IOException {
            long payloadHash = in.readLong();
            long recordedDay = in.readInt();
            return Sighting.of(recordedDay * SECONDS_PER_DAY, new Original(payloadHash, StampBook.UNKNOWN, false));
        }

        @Override
        public void serialize(Sighting sighting, DataOutputView out) throws IOException {
            Original original = sighting.original();
            Correction correction = sighting.correction();
            out.writeByte(flags(original, correction) | (sighting.decisions().isEmpty() ? 0 : DECISIONS));
            out.writeInt((int) sighting.recordedSecond());
            if (original != null) {
                out.writeLong(original.payloadHash());
                out.writeLong(original.stamps());
                writeFrames(original.frames(), out);
            }
            if (correction != null) {
                out.writeLong(correction.originalHash());
                out.writeLong(correction.amendedHash());
                out.writeInt((int) correction.recordedSecond());
            }
            if (!sighting.decisions().isEmpty()) {
                out.writeByte(sighting.decisions().size());
                for (Decision decision : sighting.decisions()) {
                    out.writeLong(decision.payloadHash());
                    out.writeBoolean(decision.releases());
                    out.writeInt((int) decision.decidedSecond());
                }
            }
        }

        @Override
        public Sighting deserialize(DataInputView in) throws IOException {
            int flags = in.readByte();
            long recordedSecond = readSecond(in);
            Original original = (flags & ORIGINAL) == 0 ? null : readOriginal(flags, in);
            Correction correction = (flags & CORRECTION) == 0 ? null : readCorrection(flags, in);
            return new Sighting(
                    recordedSecond, original, correction, (flags & DECISIONS) == 0 ? List.of() : readDecisions(in));
        }

        private static int flags(@Nullable Original original, @Nullable Correction correction) {
            int flags = 0;
            if (original != null) {
                Frames frames = original.frames();
                flags |= ORIGINAL | (original.held() ? HELD : 0);
                flags |= frames == null ? 0 : FRAMED | (frames.standing().isFinal() ? FINAL : 0);
            }
            if (correction != null) {
                flags |=
                        CORRECTION | (correction.amends() ? AMENDS : 0) | (correction.amendedHeld() ? AMENDED_HELD : 0);
            }
            return flags;
        }

        private static Original readOriginal(int flags, DataInputView in) throws IOException {
            long payloadHash = in.readLong();
            long stamps = in.readLong();
            boolean held = (flags & HELD) != 0;
            return new Original(payloadHash, stamps, held, (flags & FRAMED) == 0 ? null : readFrames(flags, in));
        }

        private static void writeFrames(@Nullable Frames frames, DataOutputView out) throws IOException {
            if (frames == null) {
                return;
            }
            out.writeLong(frames.standing().number());
            out.writeByte(frames.heldBefore().size());
            for (HeldBefore held : frames.heldBefore()) {
                out.writeLong(held.payloadHash());
                out.writeInt((int) held.fromSecond());
                out.writeInt((int) held.untilSecond());
            }
        }

        private static Frames readFrames(int flags, DataInputView in) throws IOException {
            Frame standing = new Frame(in.readLong(), (flags & FINAL) != 0);
            int count = in.readByte();
            List<HeldBefore> held = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                held.add(new HeldBefore(in.readLong(), readSecond(in), readSecond(in)));
            }
            return new Frames(standing, held);
        }

        private static Correction readCorrection(int flags, DataInputView in) throws IOException {
            long originalHash = in.readLong();
            long amendedHash = in.readLong();
            return new Correction(
                    originalHash, (flags & AMENDS) != 0, amendedHash, (flags & AMENDED_HELD) != 0, readSecond(in));
        }

        private static List<Decision> readDecisions(DataInputView in) throws IOException {
            int count = in.readByte();
            List<Decision> decisions = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                decisions.add(new Decision(in.readLong(), in.readBoolean(), readSecond(in)));
            }
            return decisions;
        }

        private static long readSecond(DataInputView in) throws IOException {
            return Integer.toUnsignedLong(in.readInt());
        }
    }
}
