package io.matrixplatform.rating.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.matrixplatform.model.billing.rating.CumulativeRating;
import io.matrixplatform.model.billing.rating.Prepaid;
import io.matrixplatform.model.billing.rating.PriceVersion;
import io.matrixplatform.model.billing.rating.Progress;
import io.matrixplatform.model.billing.rating.RatedLine;
import io.matrixplatform.model.billing.rating.Terms;
import io.matrixplatform.model.catalog.prices.Usage;
import io.matrixplatform.model.money.CurrencyCode;
import io.matrixplatform.model.money.Money;
import io.matrixplatform.model.money.Ratio;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What a period's usage so far adds to what was booked. */
final class RateCumulativeCase implements CaseKind {
    private static final int SHOWN_DECIMALS = 18;

    @Override
    public JsonNode answer(Fields input, Fields options) throws CaseException {
        CurrencyCode currency = Amounts.currency(input);
        Fields price = input.object("price");
        PriceVersion version =
                new PriceVersion(input.findText("version").orElse(""), currency, PriceReader.price(price));
        Usage usage = prepaid(input, PriceReader.usage(input));
        BigDecimal minimum = input.findDecimal("minimum").orElse(null);
        BigDecimal maximum = input.findDecimal("maximum").orElse(null);
        BigDecimal commitment = input.findDecimal("commitment").orElse(null);
        BigDecimal factor = PriceReader.optional(input, "overage_factor", BigDecimal.ONE);
        boolean prorate = options.flag("prorate_minimum", true);
        Terms terms = new Terms(minimum, maximum, commitment, factor, prorate);
        Progress progress = new Progress(input.flag("ended", false), Amounts.ratio(input, "served", Ratio.ONE));
        Money booked = Amounts.money(input, "booked", currency);
        return toJson(CumulativeRating.line(version, usage, terms, progress, booked));
    }

    private static Usage prepaid(Fields input, Usage usage) throws CaseException {
        BigDecimal quantity = input.findDecimal("prepaid").orElse(null);
        if (quantity == null) {
            return usage;
        }
        if (usage instanceof Usage.Total total) {
            return new Prepaid(quantity).overage(total.quantity());
        }
        throw input.fault("prepaid", "usage-form", "a prepaid quantity goes with usage by quantity");
    }

    private static ObjectNode toJson(RatedLine line) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("amount", Amounts.text(line.amount()))
                .put("so_far", Amounts.text(line.soFar()))
                .put("booked", Amounts.text(line.booked()))
                .put("currency", line.amount().currency().code())
                .put("version", line.priceVersion());
        json.putObject("parts")
                .put("usage", exact(line.parts().usage()))
                .put("overage", exact(line.parts().overage()))
                .put("cut", exact(line.parts().cut()))
                .put("raise", exact(line.parts().raise()));
        json.set("explanation", PriceCase.toJson(line.explanation()));
        return json;
    }

    private static String exact(Ratio part) {
        return Amounts.text(part.rounded(SHOWN_DECIMALS, RoundingMode.HALF_UP));
    }
}
