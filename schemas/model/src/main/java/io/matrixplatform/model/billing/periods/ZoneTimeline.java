package io.matrixplatform.model.billing.periods;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.rules.RuleViolation;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The zone a tenant's clocks stand in, as it changes over time. */
public record ZoneTimeline(ZoneId first, List<Change> changes) {
    /** From {@code at} on the clocks stand in {@code zone}. */
    public record Change(Instant at, ZoneId zone) {
        public Change {
            requireNonNull(at, "at");
            requireNonNull(zone, "zone");
        }
    }

    public ZoneTimeline {
        requireNonNull(first, "first");
        changes = List.copyOf(changes);
        for (int i = 1; i < changes.size(); i++) {
            if (!changes.get(i - 1).at().isBefore(changes.get(i).at())) {
                throw new RuleViolation(
                        "zone_changes/" + i + "/at",
                        "changes-ascend",
                        "each change of zone is later than the one before");
            }
        }
    }

    public static ZoneTimeline of(ZoneId zone) {
        return new ZoneTimeline(zone, List.of());
    }

    /** The zone in force at {@code moment}; at the instant of a change it is the new one. */
    public ZoneId at(Instant moment) {
        ZoneId zone = first;
        for (Change change : changes) {
            if (moment.isBefore(change.at())) {
                break;
            }
            zone = change.zone();
        }
        return zone;
    }

    public LocalDate dateOf(Instant moment) {
        return LocalDate.ofInstant(moment, at(moment));
    }

    /**
     * When the clocks show {@code local}: by the zone before a change if that is not after the change, otherwise by the new
     * one, but not before the change. Each local time has one instant, and a later local time never an earlier one.
     */
    Instant instantOf(LocalDateTime local) {
        ZoneId zone = first;
        Instant since = Instant.MIN;
        for (Change change : changes) {
            Instant candidate = later(resolve(local, zone.getRules()), since);
            if (!candidate.isAfter(change.at())) {
                return candidate;
            }
            zone = change.zone();
            since = change.at();
        }
        return later(resolve(local, zone.getRules()), since);
    }

    /** A time that the clocks skip is the instant at which they skip it; of a time they show twice it is the first. */
    private static Instant resolve(LocalDateTime local, ZoneRules rules) {
        List<ZoneOffset> offsets = rules.getValidOffsets(local);
        if (!offsets.isEmpty()) {
            return local.toInstant(offsets.get(0));
        }
        @Nullable ZoneOffsetTransition gap = rules.getTransition(local);
        return requireNonNull(gap, "a local time without an offset lies in a gap")
                .getInstant();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }
}
