package io.matrixplatform.rating.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.matrixplatform.model.billing.discounts.Discount;
import io.matrixplatform.model.billing.discounts.Discounts;
import io.matrixplatform.model.catalog.prices.Price;
import io.matrixplatform.model.money.CurrencyCode;
import io.matrixplatform.model.money.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Takes discounts off the lines of a bill. */
final class DiscountCase implements CaseKind {
    private enum Type {
        PERCENTAGE,
        AMOUNT,
        FREE_UNITS
    }

    @Override
    public JsonNode answer(Fields input, Fields options) throws CaseException {
        CurrencyCode currency = Amounts.currency(input);
        List<Discounts.Line> lines = new ArrayList<>();
        for (Fields line : input.objects("lines")) {
            Price price = line.has("price") ? PriceReader.price(line.object("price")) : null;
            lines.add(new Discounts.Line(
                    line.text("key"),
                    line.decimal("amount"),
                    PriceReader.optional(line, "quantity", BigDecimal.ZERO),
                    price));
        }
        List<Discount> discounts = new ArrayList<>();
        for (Fields discount : input.objects("discounts")) {
            discounts.add(discount(discount, currency));
        }
        int period = input.integer("period", 1);
        Discounts.Convention convention = new Discounts.Convention(
                options.choice("order", Discounts.Order.class, Discounts.Order.AS_LISTED),
                options.choice("free_units", Discounts.FreeUnitsAt.class, Discounts.FreeUnitsAt.AVERAGE_PRICE));
        return toJson(Discounts.apply(lines, currency, discounts, convention, period), currency);
    }

    private static Discount discount(Fields fields, CurrencyCode bill) throws CaseException {
        String id = fields.text("id");
        Set<String> scope = fields.has("scope") ? new HashSet<>(fields.texts("scope")) : Set.of();
        Integer periods = fields.has("periods") ? (Integer) fields.integer("periods") : null;
        Type type = fields.choice("type", Type.class);
        BigDecimal value = fields.decimal("value");
        String code = type == Type.AMOUNT ? fields.findText("currency").orElse(bill.code()) : bill.code();
        return fields.make(() -> new Discount(
                id,
                switch (type) {
                    case PERCENTAGE -> new Discount.Percentage(value);
                    case AMOUNT -> new Discount.Amount(new Money(value, new CurrencyCode(code)));
                    case FREE_UNITS -> new Discount.FreeUnits(value);
                },
                scope,
                periods));
    }

    private static ObjectNode toJson(Discounts.Outcome outcome, CurrencyCode currency) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode applied = json.putArray("applied");
        for (Discounts.Applied one : outcome.applied()) {
            ObjectNode entry = applied.addObject().put("id", one.discount()).put("off", Amounts.text(one.off()));
            ArrayNode perLine = entry.putArray("per_line");
            one.perLine().forEach(part -> perLine.add(Amounts.text(part)));
        }
        ArrayNode skipped = json.putArray("skipped");
        outcome.skipped()
                .forEach(one -> skipped.addObject()
                        .put("id", one.discount())
                        .put("reason", one.reason().name().toLowerCase(Locale.ROOT)));
        ArrayNode net = json.putArray("net");
        outcome.net().forEach(part -> net.add(Amounts.text(part)));
        return json.put("total", Amounts.text(outcome.net().stream().reduce(Money.zero(currency), Money::plus)));
    }
}
