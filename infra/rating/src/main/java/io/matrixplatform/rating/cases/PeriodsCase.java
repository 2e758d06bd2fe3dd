package io.matrixplatform.rating.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.matrixplatform.model.billing.periods.Cadence;
import io.matrixplatform.model.billing.periods.Grid;
import io.matrixplatform.model.billing.periods.Period;
import io.matrixplatform.model.billing.periods.Periods;
import io.matrixplatform.model.billing.periods.ZoneTimeline;
import io.matrixplatform.model.billing.proration.DayCount;
import io.matrixplatform.model.billing.proration.Whole;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists the periods of a subscription: the first ones, those of a stretch of time, or the one of an instant. */
final class PeriodsCase implements CaseKind {
    private static final int LIMIT = 1_000;
    private static final int DEFAULT_COUNT = 12;

    @Override
    public JsonNode answer(Fields input, Fields options) throws CaseException {
        PeriodTerms terms = PeriodTerms.read(input, options);
        boolean inclusive = options.flag("inclusive_end", false);
        DayCount usual = terms.cadence().unit() == Cadence.Unit.HOUR ? DayCount.SECOND : DayCount.DAY;
        DayCount mode = options.choice("mode", DayCount.class, usual);
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        ArrayNode listed = result.putArray("periods");
        for (Period period : wanted(input, terms)) {
            listed.add(toJson(period, inclusive).put("share", share(period, terms.zones(), mode)));
        }
        return result;
    }

    /** Of its step of the grid; null where days are counted and the step has none, as a trial of hours. */
    private static @Nullable String share(Period period, ZoneTimeline zones, DayCount mode) {
        boolean hasDays = period.slots().stream()
                .allMatch(slot -> zones.dateOf(slot.start()).isBefore(zones.dateOf(slot.end())));
        return mode == DayCount.DAY && !hasDays
                ? null
                : Whole.shareOf(period, zones, mode).toString();
    }

    private static List<Period> wanted(Fields input, PeriodTerms terms) throws CaseException {
        Periods periods = terms.periods();
        Optional<Instant> at = input.findMoment("at", terms.zone());
        if (at.isPresent()) {
            return periods.containing(at.get()).stream().toList();
        }
        int count = input.integer("count", input.has("to") ? LIMIT : DEFAULT_COUNT);
        if (count < 1 || count > LIMIT) {
            throw input.fault("count", "count-in-range", "1 to " + LIMIT + " periods are listed at once");
        }
        Instant from = input.findMoment("from", terms.zone()).orElse(periods.start());
        Instant to = input.findMoment("to", terms.zone()).orElse(Instant.MAX);
        return periods.between(from, to, count);
    }

    static ObjectNode toJson(Period period, boolean inclusive) {
        List<Grid.Slot> slots = period.slots();
        LocalDate wholeStart = slots.get(0).startDate();
        LocalDate wholeEnd = slots.get(slots.size() - 1).endDate();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("index", period.index())
                .put("standing", period.standing().name().toLowerCase(Locale.ROOT))
                .put("start", period.start().toString())
                .put("end", period.end().toString())
                .put("start_date", period.startDate().toString())
                .put("end_date", shown(period.endDate(), inclusive))
                .put("days", ChronoUnit.DAYS.between(period.startDate(), period.endDate()))
                .put("seconds", Duration.between(period.start(), period.end()).toSeconds())
                .put("stub", period.isStub());
        json.putObject("whole")
                .put("start", period.wholeStart().toString())
                .put("end", period.wholeEnd().toString())
                .put("start_date", wholeStart.toString())
                .put("end_date", shown(wholeEnd, inclusive))
                .put("days", ChronoUnit.DAYS.between(wholeStart, wholeEnd));
        return json;
    }

    private static String shown(LocalDate end, boolean inclusive) {
        return (inclusive ? end.minusDays(1) : end).toString();
    }
}
