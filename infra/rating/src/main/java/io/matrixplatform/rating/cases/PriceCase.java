package io.matrixplatform.rating.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.matrixplatform.model.catalog.prices.Explanation;
import io.matrixplatform.model.catalog.prices.Price;
import io.matrixplatform.model.catalog.prices.Rated;
import io.matrixplatform.model.catalog.prices.Step;
import java.util.Locale;

/** Rates usage by a price: the exact amount and why. */
final class PriceCase implements CaseKind {
    @Override
    public JsonNode answer(Fields input, Fields options) throws CaseException {
        Price price = PriceReader.price(input.object("price"));
        Rated rated = price.rate(PriceReader.usage(input));
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("amount", Amounts.text(rated.amount()));
        result.set("explanation", toJson(rated.explanation()));
        return result;
    }

    static ObjectNode toJson(Explanation explanation) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("model", explanation.model())
                .put("quantity", Amounts.text(explanation.quantity()));
        ArrayNode steps = json.putArray("steps");
        for (Step step : explanation.steps()) {
            steps.addObject()
                    .put("kind", step.kind().name().toLowerCase(Locale.ROOT))
                    .put("what", step.what())
                    .put("quantity", Amounts.text(step.quantity()))
                    .put("unit_price", Amounts.text(step.unitPrice()))
                    .put("fixed", Amounts.text(step.fixed()))
                    .put("amount", Amounts.text(step.amount()));
        }
        return json;
    }
}
