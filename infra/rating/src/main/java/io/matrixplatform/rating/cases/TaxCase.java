package io.matrixplatform.rating.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.matrixplatform.model.billing.tax.Region;
import io.matrixplatform.model.billing.tax.Tax;
import io.matrixplatform.model.billing.tax.TaxRules;
import io.matrixplatform.model.billing.tax.Taxes;
import io.matrixplatform.model.money.CurrencyCode;
import io.matrixplatform.model.money.Money;
import io.matrixplatform.model.money.Rounding;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Taxes lines: by the taxes given, or by the rules known for a sale. */
final class TaxCase implements CaseKind {
    @Override
    public JsonNode answer(Fields input, Fields options) throws CaseException {
        CurrencyCode currency = Amounts.currency(input);
        TaxRules.Decision decision = input.has("sale")
                ? decide(input.object("sale"))
                : new TaxRules.Decision(TaxRules.Treatment.TAXED, taxes(input));
        List<Taxes.Line> lines = new ArrayList<>();
        for (Fields line : input.objects("lines")) {
            List<Tax> taxes = line.has("taxes") ? taxes(line) : decision.taxes();
            lines.add(new Taxes.Line(line.text("key"), Amounts.money(line, "amount", currency), taxes));
        }
        Taxes.Mode mode = options.choice("mode", Taxes.Mode.class, Taxes.Mode.EXCLUSIVE);
        Rounding level = options.choice("level", Rounding.class, Rounding.LINE);
        return toJson(decision, Taxes.of(lines, currency, mode, level));
    }

    private static TaxRules.Decision decide(Fields sale) throws CaseException {
        TaxRules.Sale wanted = new TaxRules.Sale(
                sale.choice("region", Region.class),
                sale.text("seller_place"),
                sale.text("buyer_place"),
                sale.flag("business", false),
                sale.flag("exempt", false),
                sale.date("on"));
        return sale.make(() -> TaxRules.known().decide(wanted));
    }

    private static List<Tax> taxes(Fields holder) throws CaseException {
        List<Tax> taxes = new ArrayList<>();
        for (Fields tax : holder.objects("taxes")) {
            String name = tax.text("name");
            Tax.Kind kind = tax.choice("kind", Tax.Kind.class, Tax.Kind.VAT);
            BigDecimal percent = tax.decimal("percent");
            boolean compound = tax.flag("compound", false);
            taxes.add(tax.make(() -> new Tax(name, kind, percent, compound)));
        }
        return taxes;
    }

    private static ObjectNode toJson(TaxRules.Decision decision, Taxes.Taxed taxed) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("treatment", decision.treatment().name().toLowerCase(Locale.ROOT));
        ArrayNode lines = json.putArray("lines");
        for (Taxes.TaxedLine line : taxed.lines()) {
            ObjectNode entry = lines.addObject().put("key", line.key()).put("net", Amounts.text(line.net()));
            putAll(entry, line.taxes());
            entry.put("gross", Amounts.text(line.gross()));
        }
        json.put("net", Amounts.text(taxed.net()));
        putAll(json, taxed.taxes());
        return json.put("tax", Amounts.text(taxed.tax())).put("gross", Amounts.text(taxed.gross()));
    }

    static void putAll(ObjectNode holder, Map<String, Money> taxes) {
        ObjectNode json = holder.putObject("taxes");
        taxes.forEach((name, tax) -> json.put(name, Amounts.text(tax)));
    }
}
