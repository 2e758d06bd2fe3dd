package io.matrixplatform.model.billing.periods;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * What was agreed about the periods of a subscription.
 *
 * @param anchor null for the local date billing starts at; the calendar ignores it
 * @param anchorDay null for the day of the anchor; for cadences of months only
 * @param boundaryTime null for the local time billing starts at
 */
public record Terms(
        Cadence cadence,
        Alignment alignment,
        @Nullable LocalDate anchor,
        @Nullable Integer anchorDay,
        @Nullable LocalTime boundaryTime,
        ZoneTimeline zones,
        Stubs stubs,
        OnTrial onTrial,
        OnResume onResume) {
    /** What the boundaries are fastened to. */
    public enum Alignment {
        CALENDAR,
        ANNIVERSARY
    }

    /** What a trial does to the periods. */
    public enum OnTrial {
        /** It is a period of its own, and billing starts at its end. */
        BEFORE,
        /** The periods run from the start, and the trial lies inside them. */
        INSIDE
    }

    /** What a pause does to the periods. */
    public enum OnResume {
        /** They go on as if there were none: the pause lies inside them. */
        KEEP,
        /** The pause ends a period, is one of its own, and billing starts anew at its end. */
        RESTART
    }

    public Terms {
        requireNonNull(cadence, "cadence");
        requireNonNull(alignment, "alignment");
        requireNonNull(zones, "zones");
        requireNonNull(stubs, "stubs");
        requireNonNull(onTrial, "onTrial");
        requireNonNull(onResume, "onResume");
    }

    /** From midnight to midnight, fastened to the day billing starts at, with short stubs. */
    public static Terms anniversary(Cadence cadence, ZoneTimeline zones) {
        return new Terms(
                cadence,
                Alignment.ANNIVERSARY,
                null,
                null,
                LocalTime.MIDNIGHT,
                zones,
                Stubs.SHORT,
                OnTrial.BEFORE,
                OnResume.KEEP);
    }

    /** The grid of a subscription whose billing starts, or starts anew, at {@code start}. */
    public Grid grid(Instant start) {
        LocalTime time = boundaryTime == null ? LocalTime.ofInstant(start, zones.at(start)) : boundaryTime;
        if (alignment == Alignment.CALENDAR) {
            return new Grid(cadence, Anchor.calendar(cadence).at(time), zones);
        }
        Anchor fastened =
                Anchor.of(anchor == null ? zones.dateOf(start) : anchor).at(time);
        return new Grid(cadence, anchorDay == null ? fastened : fastened.withDay(anchorDay), zones);
    }
}
