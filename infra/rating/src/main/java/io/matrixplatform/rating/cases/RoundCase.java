package io.matrixplatform.rating.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.matrixplatform.model.money.CurrencyCode;
import io.matrixplatform.model.money.Rounding;
import java.math.BigDecimal;
import java.util.List;

/** Rounds amounts to what their currency can pay, and their sum at the declared level. */
final class RoundCase implements CaseKind {
    @Override
    public JsonNode answer(Fields input, Fields options) throws CaseException {
        CurrencyCode currency = Amounts.currency(input);
        List<BigDecimal> exact = input.decimals("amounts");
        Rounding level = options.choice("level", Rounding.class, Rounding.LINE);
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        ArrayNode rounded = result.putArray("amounts");
        exact.forEach(amount -> rounded.add(Amounts.text(Rounding.toMinorUnits(amount, currency))));
        return result.put("total", Amounts.text(level.total(exact, currency)));
    }
}
