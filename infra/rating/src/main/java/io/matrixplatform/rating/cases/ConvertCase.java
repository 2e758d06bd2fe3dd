package io.matrixplatform.rating.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.matrixplatform.model.money.Conversion;
import io.matrixplatform.model.money.CurrencyCode;
import io.matrixplatform.model.money.ExchangeRate;
import io.matrixplatform.model.money.Money;
import java.math.BigDecimal;
import java.time.Instant;

/** Converts an amount at a rate. */
final class ConvertCase implements CaseKind {
    @Override
    public JsonNode answer(Fields input, Fields options) throws CaseException {
        Money from = Amounts.money(input, "amount");
        Fields quoted = input.object("rate");
        CurrencyCode base = new CurrencyCode(quoted.text("base"));
        CurrencyCode quote = new CurrencyCode(quoted.text("quote"));
        BigDecimal value = quoted.decimal("rate");
        String source = quoted.text("source");
        Instant at = quoted.instant("at");
        ExchangeRate rate = quoted.make(() -> new ExchangeRate(base, quote, value, source, at));
        Conversion conversion = options.has("decimals")
                ? Conversion.of(from, rate, options.integer("decimals"))
                : Conversion.of(from, rate);
        return JsonNodeFactory.instance
                .objectNode()
                .put("amount", Amounts.text(conversion.to()))
                .put("currency", conversion.to().currency().code())
                .put("rate", Amounts.text(value))
                .put("inverted", conversion.inverted())
                .put("source", source)
                .put("at", at.toString());
    }
}
