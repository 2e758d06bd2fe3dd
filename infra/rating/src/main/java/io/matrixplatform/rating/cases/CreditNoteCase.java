package io.matrixplatform.rating.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.matrixplatform.model.billing.creditnotes.CreditNotes;
import io.matrixplatform.model.billing.creditnotes.InvoicedLine;
import io.matrixplatform.model.money.CurrencyCode;
import io.matrixplatform.model.money.Money;
import io.matrixplatform.model.money.Ratio;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gives lines of an invoice back: in full, by an amount, or by a share. */
final class CreditNoteCase implements CaseKind {
    @Override
    public JsonNode answer(Fields input, Fields options) throws CaseException {
        CurrencyCode currency = Amounts.currency(input);
        List<CreditNotes.Request> requests = new ArrayList<>();
        for (Fields line : input.objects("lines")) {
            requests.add(new CreditNotes.Request(invoiced(line, currency), wanted(line, currency)));
        }
        CreditNotes.CreditNote note = CreditNotes.of(requests);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode lines = json.putArray("lines");
        for (CreditNotes.NoteLine line : note.lines()) {
            ObjectNode entry = lines.addObject().put("key", line.key());
            put(entry, line.amount(), line.coupon(), line.taxes(), line.total());
        }
        put(json, note.amount(), note.coupon(), note.taxes(), note.total());
        return json;
    }

    private static InvoicedLine invoiced(Fields line, CurrencyCode currency) throws CaseException {
        String key = line.text("key");
        Money amount = new Money(line.decimal("amount"), currency);
        Money coupon = Amounts.money(line, "coupon", currency);
        Money credited = Amounts.money(line, "credited", currency);
        Map<String, Money> taxes = new LinkedHashMap<>();
        if (line.has("taxes")) {
            Fields named = line.object("taxes");
            for (String name : named.names()) {
                taxes.put(name, new Money(named.decimal(name), currency));
            }
        }
        return line.make(() -> new InvoicedLine(key, amount, coupon, taxes, credited));
    }

    private static CreditNotes.Wanted wanted(Fields line, CurrencyCode currency) throws CaseException {
        if (line.has("credit")) {
            return new CreditNotes.Partial(new Money(line.decimal("credit"), currency));
        }
        if (line.has("share")) {
            Ratio share = Amounts.ratio(line, "share", Ratio.ONE);
            return line.make(() -> new CreditNotes.Prorated(share));
        }
        return new CreditNotes.Full();
    }

    private static void put(ObjectNode json, Money amount, Money coupon, Map<String, Money> taxes, Money total) {
        json.put("amount", Amounts.text(amount)).put("coupon", Amounts.text(coupon));
        TaxCase.putAll(json, taxes);
        json.put("total", Amounts.text(total));
    }
}
