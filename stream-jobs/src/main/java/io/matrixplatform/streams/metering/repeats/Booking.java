package io.matrixplatform.streams.metering.repeats;

import io.matrixplatform.streams.metering.repeats.Sighting.Correction;
import io.matrixplatform.streams.metering.repeats.Sighting.Decision;
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
 */
record Booking(Part part, boolean takenBack, long second) {
    /** Which of the payloads under one identity. */
    enum Part {
        ORIGINAL,
        AMENDED
    }

    private record Entry(Part part, long second) {}

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
                difference.add(new Booking(entry.part, count < 0, entry.second));
            }
        });
        return difference;
    }

    /** Everything that is booked under one identity, as it is remembered. */
    static List<Booking> of(Sighting sighting) {
        Original original = sighting.original();
        if (original == null) {
            return List.of();
        }
        List<Booking> bookings = new ArrayList<>(3);
        Long counted = countedAt(original.held(), original.payloadHash(), sighting.recordedSecond(), sighting);
        if (counted != null) {
            bookings.add(new Booking(Part.ORIGINAL, false, counted));
        }
        Correction correction = sighting.correction();
        if (correction == null) {
            return bookings;
        }
        long corrected = Math.max(correction.recordedSecond(), sighting.recordedSecond());
        if (counted != null) {
            bookings.add(new Booking(Part.ORIGINAL, true, Math.max(corrected, counted)));
        }
        Long amended = correction.amends()
                ? countedAt(correction.amendedHeld(), correction.amendedHash(), corrected, sighting)
                : null;
        if (amended != null) {
            bookings.add(new Booking(Part.AMENDED, false, amended));
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
        counts.merge(new Entry(booking.part, booking.second), signed, Integer::sum);
    }
}
