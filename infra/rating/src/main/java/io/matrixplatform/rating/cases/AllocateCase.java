package io.matrixplatform.rating.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.matrixplatform.model.money.Allocation;
import io.matrixplatform.model.money.Money;
import io.matrixplatform.model.money.Ratio;
import java.util.List;

/** Splits an amount by weights. */
final class AllocateCase implements CaseKind {
    @Override
    public JsonNode answer(Fields input, Fields options) throws CaseException {
        Money total = Amounts.money(input, "amount");
        List<Ratio> weights = Amounts.ratios(input, "weights");
        Allocation.Leftover leftover =
                options.choice("leftover", Allocation.Leftover.class, Allocation.Leftover.LARGEST_REMAINDER);
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        ArrayNode parts = result.putArray("parts");
        Allocation.of(total, weights, leftover).forEach(part -> parts.add(Amounts.text(part)));
        return result;
    }
}
