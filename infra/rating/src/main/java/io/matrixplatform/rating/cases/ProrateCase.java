package io.matrixplatform.rating.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.matrixplatform.model.billing.periods.ZoneTimeline;
import io.matrixplatform.model.billing.proration.Change;
import io.matrixplatform.model.billing.proration.Convention;
import io.matrixplatform.model.billing.proration.DayCount;
import io.matrixplatform.model.billing.proration.Item;
import io.matrixplatform.model.billing.proration.ProratedLine;
import io.matrixplatform.model.billing.proration.Proration;
import io.matrixplatform.model.billing.proration.Whole;
import io.matrixplatform.model.money.CurrencyCode;
import io.matrixplatform.model.money.MinorUnits;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Charges and credits for one period of a price that is charged in advance, as it changes within the period. */
final class ProrateCase implements CaseKind {
    /** What can happen to a price within its period, as cases name it. */
    private enum Action {
        SWITCH,
        RESTART,
        CANCEL,
        RESUME
    }

    @Override
    public JsonNode answer(Fields input, Fields options) throws CaseException {
        ZoneId zone = PeriodTerms.zone(input);
        boolean inclusive = options.flag("inclusive_end", false);
        Whole period = period(input.object("period"), zone, inclusive);
        Item item = item(input, new Item(input.decimal("price"), BigDecimal.ONE));
        Instant from = input.findMoment("from", zone).orElse(period.start());
        BigDecimal charged = input.findDecimal("charged").orElse(null);
        Proration.Opening opening = new Proration.Opening(period, item, from, charged);
        int decimals = decimals(input, options);
        Proration proration = new Proration(convention(options), decimals);
        return toJson(proration.lines(opening, changes(input, item, zone, inclusive)), decimals);
    }

    private static List<Change> changes(Fields input, Item opening, ZoneId zone, boolean inclusive)
            throws CaseException {
        List<Change> changes = new ArrayList<>();
        Item item = opening;
        for (Fields change : input.objects("changes")) {
            Instant at = change.moment("at", zone);
            switch (change.choice("action", Action.class)) {
                case SWITCH -> {
                    item = item(change, item);
                    changes.add(new Change.Switch(at, item));
                }
                case RESTART -> {
                    item = item(change, item);
                    changes.add(new Change.Restart(at, item, period(change.object("period"), zone, inclusive)));
                }
                case CANCEL -> changes.add(new Change.Cancel(at));
                case RESUME -> changes.add(new Change.Resume(at));
            }
        }
        return changes;
    }

    private static Whole period(Fields period, ZoneId zone, boolean inclusive) throws CaseException {
        Instant start = period.moment("start", zone);
        Instant end =
                inclusive ? period.date("end").plusDays(1).atStartOfDay(zone).toInstant() : period.moment("end", zone);
        return period.make(() -> new Whole(start, end, ZoneTimeline.of(zone)));
    }

    /** What a change does not name stays as it was in the change written before it. */
    private static Item item(Fields fields, Item otherwise) throws CaseException {
        BigDecimal price = fields.findDecimal("price").orElse(otherwise.price());
        BigDecimal quantity = fields.findDecimal("quantity").orElse(otherwise.quantity());
        return fields.make(() -> new Item(price, quantity));
    }

    private static Convention convention(Fields options) throws CaseException {
        return new Convention(
                options.choice("mode", DayCount.class, DayCount.DAY),
                options.choice("denominator", Convention.Denominator.class, Convention.Denominator.WHOLE),
                options.choice("change_day", Convention.ChangeDay.class, Convention.ChangeDay.NEW),
                options.choice("cancel_day", Convention.CancelDay.class, Convention.CancelDay.CREDITED),
                options.choice("netting", Convention.Netting.class, Convention.Netting.LINE));
    }

    private static int decimals(Fields input, Fields options) throws CaseException {
        CurrencyCode currency = new CurrencyCode(input.text("currency"));
        return options.has("decimals") ? options.integer("decimals") : MinorUnits.of(currency);
    }

    private static ObjectNode toJson(List<ProratedLine> lines, int decimals) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        ArrayNode listed = result.putArray("lines");
        BigDecimal net = BigDecimal.ZERO.setScale(decimals);
        for (ProratedLine line : lines) {
            net = net.add(line.amount());
            listed.addObject()
                    .put("type", line.type().name().toLowerCase(Locale.ROOT))
                    .put("from", line.from().toString())
                    .put("to", line.to().toString())
                    .put("share", line.share().toString())
                    .put("price", line.item().price().toPlainString())
                    .put("quantity", line.item().quantity().toPlainString())
                    .put("amount", line.amount().toPlainString());
        }
        return result.put("net", net.toPlainString());
    }
}
