package io.matrixplatform.rating.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.matrixplatform.model.billing.credits.Balance;
import io.matrixplatform.model.billing.credits.BurnDown;
import io.matrixplatform.model.billing.credits.Grant;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Burns grants down by usage. */
final class CreditsCase implements CaseKind {
    @Override
    public JsonNode answer(Fields input, Fields options) throws CaseException {
        List<Balance.Holding> holdings = new ArrayList<>();
        for (Fields grant : input.objects("grants")) {
            Grant made = grant(grant);
            BigDecimal left = grant.findDecimal("left").orElse(made.amount());
            holdings.add(grant.make(() -> new Balance.Holding(made, left)));
        }
        List<BurnDown.Use> uses = new ArrayList<>();
        for (Fields use : input.objects("usage")) {
            Instant at = use.instant("at");
            String key = use.findText("key").orElse("");
            BigDecimal amount = use.decimal("amount");
            uses.add(use.make(() -> new BurnDown.Use(at, key, amount)));
        }
        List<Instant> resets = input.has("resets") ? input.instants("resets") : List.of();
        Balance start = new Balance(input.instant("from"), holdings);
        return toJson(BurnDown.run(start, uses, resets, input.instant("until")));
    }

    private static Grant grant(Fields fields) throws CaseException {
        String id = fields.text("id");
        BigDecimal amount = fields.decimal("amount");
        int priority = fields.integer("priority", 0);
        Set<String> scope = fields.has("scope") ? new HashSet<>(fields.texts("scope")) : Set.of();
        Instant from = fields.instant("from");
        Instant expires = fields.has("expires") ? fields.instant("expires") : null;
        BigDecimal least = PriceReader.optional(fields, "rollover_min", BigDecimal.ZERO);
        BigDecimal most = fields.findDecimal("rollover_max").orElse(null);
        return fields.make(
                () -> new Grant(id, amount, priority, scope, from, expires, new Grant.Rollover(least, most)));
    }

    private static ObjectNode toJson(BurnDown.Outcome outcome) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode burned = json.putArray("burned");
        for (BurnDown.Burned one : outcome.burned()) {
            ObjectNode entry = burned.addObject()
                    .put("at", one.use().at().toString())
                    .put("amount", Amounts.text(one.use().amount()));
            ArrayNode parts = entry.putArray("parts");
            one.parts()
                    .forEach(part ->
                            parts.addObject().put("grant", part.grant()).put("amount", Amounts.text(part.amount())));
            entry.put("uncovered", Amounts.text(one.uncovered()));
        }
        ArrayNode lapsed = json.putArray("lapsed");
        outcome.lapsed()
                .forEach(lapse -> lapsed.addObject()
                        .put("at", lapse.at().toString())
                        .put("grant", lapse.grant())
                        .put("reason", lapse.reason().name().toLowerCase(Locale.ROOT))
                        .put("amount", Amounts.text(lapse.amount())));
        ArrayNode left = json.putArray("left");
        outcome.balance()
                .holdings()
                .forEach(holding -> left.addObject()
                        .put("grant", holding.grant().id())
                        .put("amount", Amounts.text(holding.left())));
        return json;
    }
}
