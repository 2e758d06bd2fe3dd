package io.matrixplatform.rating.cases;

import io.matrixplatform.model.billing.periods.Cadence;
import io.matrixplatform.model.billing.periods.Pause;
import io.matrixplatform.model.billing.periods.Periods;
import io.matrixplatform.model.billing.periods.Stubs;
import io.matrixplatform.model.billing.periods.Terms;
import io.matrixplatform.model.billing.periods.ZoneTimeline;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A subscription's periods as cases write them.
 *
 * @param zone that dates in the case are midnights of: the first one
 */
record PeriodTerms(Periods periods, Cadence cadence, ZoneTimeline zones, ZoneId zone) {
    static PeriodTerms read(Fields input, Fields options) throws CaseException {
        ZoneId zone = zone(input);
        Instant start = input.moment("start", zone);
        Terms terms = terms(input, options, new ZoneTimeline(zone, zoneChanges(input, zone)));
        List<Pause> pauses = new ArrayList<>();
        for (Fields pause : input.objects("pauses")) {
            Instant from = pause.moment("from", zone);
            Instant to = pause.findMoment("to", zone).orElse(null);
            pauses.add(pause.make(() -> new Pause(from, to)));
        }
        Instant end = input.findMoment("end", zone).orElse(null);
        Instant trialEnd = input.findMoment("trial_end", zone).orElse(null);
        Periods periods = Periods.of(terms, start, end, trialEnd, pauses);
        return new PeriodTerms(periods, terms.cadence(), terms.zones(), zone);
    }

    /** UTC unless another is named. */
    static ZoneId zone(Fields input) throws CaseException {
        return input.findText("zone").isPresent() ? input.zone("zone") : ZoneOffset.UTC;
    }

    private static Terms terms(Fields input, Fields options, ZoneTimeline zones) throws CaseException {
        Fields cadence = input.object("cadence");
        Cadence.Unit unit = cadence.choice("unit", Cadence.Unit.class);
        int count = cadence.integer("count", 1);
        return new Terms(
                cadence.make(() -> new Cadence(unit, count)),
                options.choice("alignment", Terms.Alignment.class, Terms.Alignment.ANNIVERSARY),
                input.findText("anchor").isPresent() ? input.date("anchor") : null,
                input.has("anchor_day") ? (Integer) input.integer("anchor_day") : null,
                boundaryTime(options),
                zones,
                new Stubs(
                        options.choice("first_stub", Stubs.Handling.class, Stubs.Handling.SHORT),
                        options.choice("last_stub", Stubs.Handling.class, Stubs.Handling.SHORT)),
                options.choice("trial", Terms.OnTrial.class, Terms.OnTrial.BEFORE),
                options.choice("resume", Terms.OnResume.class, Terms.OnResume.KEEP));
    }

    private static @Nullable LocalTime boundaryTime(Fields options) throws CaseException {
        Optional<String> wanted = options.findText("boundary_time");
        if (wanted.isEmpty()) {
            return LocalTime.MIDNIGHT;
        }
        return wanted.get().equals("start") ? null : options.time("boundary_time");
    }

    private static List<ZoneTimeline.Change> zoneChanges(Fields input, ZoneId first) throws CaseException {
        List<ZoneTimeline.Change> changes = new ArrayList<>();
        for (Fields change : input.objects("zone_changes")) {
            changes.add(new ZoneTimeline.Change(change.moment("at", first), change.zone("zone")));
        }
        return changes;
    }
}
