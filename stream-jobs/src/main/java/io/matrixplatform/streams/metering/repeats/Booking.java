package io.matrixplatform.streams.metering.repeats;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.events.metering.LateCause;
import io.matrixplatform.streams.metering.repeats.Sighting.Correction;
import io.matrixplatform.streams.metering.repeats.Sighting.Decision;
import io.matrixplatform.streams.metering.repeats.Sighting.HeldBefore;
import io.matrixplatform.streams.metering.repeats.Sighting.Original;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One payload added to the meters, or taken back from them.
 *
 * <p>All that stands under one identity is a function of what is remembered of it; whatever is said of it later books the
 * difference. So facts, corrections and decisions may be read in any order among the topics and come to the same.
 *
 * @param second when what brings it about was recorded, since 1970
 * @param cause why it is late, if it is
 */
record Booking(Part part, boolean takenBack, long second, LateCause cause) {
    /** Which of the payloads under one identity. */
    enum Part {
        ORIGINAL,
        AMENDED
    }

    private record Entry(Part part, long second, LateCause cause) {}

    /** What is booked when that is remembered which was not before. */
    static List<Booking> difference(@Nullable Sighting before, Sighting after) {
        Map<Entry, Integer> counts = new LinkedHashMap<>();
        of(after).forEach(booking -> count(booking, 1, counts));
        if (before != null) {
            of(before).forEach(booking -> count(booking, -1, counts));
        }
        List<Booking> difference = new ArrayList<>();
        counts.forEach((entry, count) -> {
            for (int i = 0; i < Math.abs(count); i++) {
                difference.add(new Booking(entry.part, count < 0, entry.second, entry.cause));
            }
        });
        return difference;
    }

    /** Takes back what is booked of a frame when another takes its place: then, or as it was booked if that is not over yet. */
    static List<Booking> takenBack(Sighting before, long second) {
        return of(before).stream()
                .map(booking -> booking.second < second
                        ? new Booking(booking.part, !booking.takenBack, second, LateCause.RECORDED)
                        : new Booking(booking.part, !booking.takenBack, booking.second, booking.cause))
                .toList();
    }

    /** What a release adds for the time that a held frame stood, where that was over when the log had the decision. */
    static List<Booking> released(Sighting sighting, Decision decision) {
        Original original = sighting.original();
        if (original == null || original.frames() == null || !decision.releases()) {
            return List.of();
        }
        for (HeldBefore held : original.frames().heldBefore()) {
            long counted = Math.max(decision.decidedSecond(), held.fromSecond());
            if (held.payloadHash() == decision.payloadHash() && counted < held.untilSecond()) {
                return List.of(
                        new Booking(Part.ORIGINAL, false, counted, LateCause.RELEASED),
                        new Booking(Part.ORIGINAL, true, held.untilSecond(), LateCause.RECORDED));
            }
        }
        return List.of();
    }

    /** Everything that is booked under one identity, as it is remembered. */
    static List<Booking> of(Sighting sighting) {
        Original original = sighting.original();
        if (original == null) {
            return List.of();
        }
        List<Booking> bookings = new ArrayList<>(3);
        Long counted = countedAt(original.held(), original.payloadHash(), sighting.recordedSecond(), sighting);
        Correction correction = original.isOpen() ? null : sighting.correction();
        long corrected =
                correction == null ? Long.MAX_VALUE : Math.max(correction.recordedSecond(), sighting.recordedSecond());
        // What would be taken back as soon as it is booked is neither.
        boolean stood = counted != null && counted < corrected;
        if (stood) {
            bookings.add(new Booking(
                    Part.ORIGINAL,
                    false,
                    requireNonNull(counted),
                    original.held() ? LateCause.RELEASED : LateCause.RECORDED));
        }
        if (correction == null) {
            return bookings;
        }
        if (stood) {
            bookings.add(new Booking(Part.ORIGINAL, true, corrected, LateCause.CORRECTED));
        }
        Long amended = correction.amends()
                ? countedAt(correction.amendedHeld(), correction.amendedHash(), corrected, sighting)
                : null;
        if (amended != null) {
            LateCause cause = correction.amendedHeld() ? LateCause.RELEASED : LateCause.CORRECTED;
            bookings.add(new Booking(Part.AMENDED, false, amended, cause));
        }
        return bookings;
    }

    /** When a payload came to count; null while it is held. */
    private static @Nullable Long countedAt(boolean held, long payloadHash, long recorded, Sighting sighting) {
        if (!held) {
            return recorded;
        }
        Decision decision = sighting.decisionOn(payloadHash);
        return decision != null && decision.releases() ? (Long) Math.max(decision.decidedSecond(), recorded) : null;
    }

    private static void count(Booking booking, int sign, Map<Entry, Integer> counts) {
        int signed = booking.takenBack ? -sign : sign;
        counts.merge(new Entry(booking.part, booking.second, booking.cause), signed, Integer::sum);
    }
}
