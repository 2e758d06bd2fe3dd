package io.matrixplatform.api.platform.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes values that fit the schemas of the document: enough of a request to get past what only looks at its form. */
final class Example {
    private static final Pattern ID = Pattern.compile("\\^([a-z]+)_\\[0-9A-Za-z]\\{22}\\$");

    /** What the form alone does not say. */
    private static final Map<String, String> BY_NAME = Map.of(
            "from", "2026-11-24T10:00:00Z",
            "to", "2026-11-24T11:00:00Z",
            "email", "somebody@example.com",
            "meter", "api.calls",
            "plan", "pro",
            "password", "correct horse battery staple",
            "If-Match", "\"1\"");

    private final JsonNode document;

    Example(JsonNode document) {
        this.document = document;
    }

    JsonNode of(String name, JsonNode schema) {
        if (schema.has("$ref")) {
            return of(name, document.at(schema.get("$ref").asText().substring(1)));
        }
        if (BY_NAME.containsKey(name)) {
            return JsonNodeFactory.instance.textNode(BY_NAME.get(name));
        }
        if (schema.has("enum")) {
            return schema.get("enum").get(0);
        }
        return switch (schema.path("type").asText()) {
            case "string" -> JsonNodeFactory.instance.textNode(text(schema));
            case "integer", "number" ->
                JsonNodeFactory.instance.numberNode(schema.path("minimum").asInt(1));
            case "boolean" -> JsonNodeFactory.instance.booleanNode(false);
            case "array" -> JsonNodeFactory.instance.arrayNode();
            default -> object(schema);
        };
    }

    private static String text(JsonNode schema) {
        Matcher id = ID.matcher(schema.path("pattern").asText());
        if (id.matches()) {
            return id.group(1) + "_" + "0".repeat(22);
        }
        return switch (schema.path("format").asText()) {
            case "date-time" -> "2026-11-24T10:00:00Z";
            case "date" -> "2026-11-24";
            case "duration" -> "PT1H";
            default -> "example";
        };
    }

    private ObjectNode object(JsonNode schema) {
        ObjectNode made = JsonNodeFactory.instance.objectNode();
        if (schema.path("required") instanceof ArrayNode required) {
            required.forEach(name -> made.set(
                    name.asText(), of(name.asText(), schema.path("properties").path(name.asText()))));
        }
        return made;
    }
}
