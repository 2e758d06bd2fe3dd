package io.matrixplatform.rating;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.matrixplatform.model.rules.RuleViolation;
import io.matrixplatform.rating.cases.CaseException;
import io.matrixplatform.rating.cases.CaseKind;
import io.matrixplatform.rating.cases.Fields;
import io.matrixplatform.rating.cases.Kinds;
import java.time.DateTimeException;
import java.util.Set;

/** Answers one case, whatever it is: with a result, or with an error that is about this case alone. */
final class Cases {
    private static final Set<String> MEMBERS = Set.of("id", "kind", "input", "options");

    private Cases() {}

    static ObjectNode answer(JsonNode wanted) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("id", wanted.path("id").isValueNode() ? wanted.get("id") : JsonNodeFactory.instance.nullNode());
        answer.set("kind", wanted.path("kind").isTextual() ? wanted.get("kind") : JsonNodeFactory.instance.nullNode());
        try {
            answer.set("result", result(wanted));
        } catch (CaseException refused) {
            put(answer, refused.field(), refused.rule(), refused);
        } catch (RuleViolation refused) {
            put(answer, pointer(refused.field()), refused.rule(), refused);
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException refused) {
            // A value that proves itself at birth, not a rule with fields: which one, its message says.
            put(answer, "/input", "impossible-value", refused);
        }
        return answer;
    }

    private static JsonNode result(JsonNode wanted) throws CaseException {
        if (!(wanted instanceof ObjectNode object)) {
            throw new CaseException("", "object", "a case is an object with id, kind and input");
        }
        Fields fields = new Fields(object, "");
        requireId(object.path("id"));
        String name = fields.text("kind");
        CaseKind kind = Kinds.find(name)
                .orElseThrow(() -> new CaseException("/kind", "unknown-kind", "a kind is one of " + Kinds.names()));
        Fields input = fields.object("input");
        Fields options = fields.findObject("options").orElse(new Fields(object.objectNode(), "/options"));
        for (String field : fields.names()) {
            if (!MEMBERS.contains(field)) {
                throw new CaseException(
                        fields.pointer(field), "unknown-field", "a case has id, kind, input and options");
            }
        }
        JsonNode result = kind.answer(input, options);
        input.requireNothingElse();
        options.requireNothingElse();
        return result;
    }

    private static void requireId(JsonNode id) throws CaseException {
        if (!id.isMissingNode() && !id.isTextual() && !id.isIntegralNumber()) {
            throw new CaseException("/id", "text", "an id is a text or a whole number");
        }
    }

    private static String pointer(String field) {
        if (field.isEmpty()) {
            return "/input";
        }
        return field.startsWith("options/") ? "/" + field : "/input/" + field;
    }

    private static void put(ObjectNode answer, String field, String rule, Exception refused) {
        answer.putObject("error").put("field", field).put("rule", rule).put("detail", refused.getMessage());
    }
}
