package io.matrixplatform.rating.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.matrixplatform.model.billing.periods.Attribution;
import io.matrixplatform.model.billing.periods.Period;
import io.matrixplatform.model.billing.periods.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Says which period and phase the usage of UTC quarter hours belongs to. */
final class AttributeCase implements CaseKind {
    @Override
    public JsonNode answer(Fields input, Fields options) throws CaseException {
        PeriodTerms terms = PeriodTerms.read(input, options);
        List<Phase> phases = new ArrayList<>();
        for (Fields phase : input.objects("phases")) {
            String name = phase.text("name");
            Instant from = phase.moment("from", terms.zone());
            Instant to = phase.findMoment("to", terms.zone()).orElse(null);
            phases.add(phase.make(() -> new Phase(name, from, to)));
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        ArrayNode slices = result.putArray("slices");
        for (Instant slice : input.instants("slices")) {
            slices.add(toJson(slice, Attribution.of(slice, terms.periods(), phases)));
        }
        return result;
    }

    private static ObjectNode toJson(Instant slice, Attribution found) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("slice", slice.toString());
        Period period = found.period();
        if (period == null) {
            json.putNull("period");
        } else {
            json.putObject("period")
                    .put("index", period.index())
                    .put("start", period.start().toString())
                    .put("end", period.end().toString());
        }
        Phase phase = found.phase();
        return json.put("phase", phase == null ? null : phase.name());
    }
}
