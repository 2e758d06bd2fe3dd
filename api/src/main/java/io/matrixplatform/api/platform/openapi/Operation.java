package io.matrixplatform.api.platform.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.matrixplatform.api.platform.http.Answers;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Describes one route: what it takes, what it answers, who may ask. */
final class Operation {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final Schemas schemas;
    private final Words words;

    Operation(Schemas schemas, Words words) {
        this.schemas = schemas;
        this.words = words;
    }

    ObjectNode describe(Route route) {
        Inputs inputs = new Inputs(route.handler());
        ObjectNode operation = object();
        operation.put("operationId", route.operationId());
        operation.putArray("tags").add(route.tag());
        words.route(route).ifPresent(sentence -> operation.put("summary", sentence));
        describeInputs(route, inputs, operation);
        ObjectNode answers = operation.putObject("responses");
        describeSuccess(route, answers);
        describeProblems(route, inputs, answers);
        operation.set("security", security(route, inputs));
        return operation;
    }

    private void describeInputs(Route route, Inputs inputs, ObjectNode operation) {
        if (!inputs.parameters().isEmpty()) {
            ArrayNode parameters = operation.putArray("parameters");
            inputs.parameters().forEach(input -> parameters.add(input.describe(schemas, words)));
        }
        inputs.body().ifPresent(type -> {
            ObjectNode body = operation.putObject("requestBody");
            body.put("required", inputs.bodyIsRequired());
            content(body, route.model().getConsumedTypes(), schemas.read(type));
        });
    }

    private void describeSuccess(Route route, ObjectNode answers) {
        Answers said = route.handler().getAnnotation(Answers.class);
        Type type = said != null ? said.value() : route.handler().getGenericReturnType();
        boolean isStream = route.model().getProducedTypes().contains(MediaType.SERVER_SENT_EVENTS_TYPE);
        boolean isEmpty = (type == void.class || type == Void.class) && !isStream;
        int status = said != null ? said.status() : isEmpty ? 204 : 200;
        ObjectNode answer = answers.putObject(Integer.toString(status));
        answer.put("description", isEmpty ? "Done" : status == 201 ? "Made" : "The answer");
        if (!isEmpty) {
            content(answer, route.model().getProducedTypes(), body(type));
        }
    }

    private ObjectNode body(Type type) {
        if (type == void.class || type == Void.class || type == StreamingOutput.class || type == String.class) {
            return Scalars.node("string");
        }
        return type == Response.class ? object() : schemas.written(type);
    }

    private static void content(ObjectNode owner, List<MediaType> types, ObjectNode schema) {
        ObjectNode content = owner.putObject("content");
        for (MediaType type : types.isEmpty() ? List.of(MediaType.APPLICATION_JSON_TYPE) : types) {
            boolean isJson = type.getSubtype().endsWith("json");
            content.putObject(type.getType() + "/" + type.getSubtype())
                    .set("schema", isJson ? schema : Scalars.node("string"));
        }
    }

    private static void describeProblems(Route route, Inputs inputs, ObjectNode answers) {
        Set<String> statuses = new TreeSet<>(List.of("429", "500"));
        if (inputs.takesCaller()) {
            statuses.addAll(List.of("401", "403"));
        }
        if (inputs.takesCaller() || !inputs.parameters().isEmpty()) {
            statuses.addAll(List.of("404", "422"));
        }
        if (inputs.body().isPresent()) {
            statuses.addAll(List.of("400", "413", "415", "422"));
        }
        if (!SAFE.contains(route.method())) {
            statuses.add("409");
        }
        if (inputs.parameters().stream().anyMatch(input -> input.name().equals("If-Match"))) {
            statuses.addAll(List.of("412", "428"));
        }
        for (String status : statuses) {
            answers.putObject(status).put("$ref", "#/components/responses/Problem" + status);
        }
        answers.putObject("default").put("$ref", "#/components/responses/Problem");
    }

    private static ArrayNode security(Route route, Inputs inputs) {
        ArrayNode security = JsonNodeFactory.instance.arrayNode();
        if (inputs.takesCaller() && !inputs.needsCaller()) {
            security.addObject();
        }
        if (inputs.takesCaller()) {
            security.addObject().putArray("api_key");
            ObjectNode session = security.addObject();
            session.putArray("session");
            if (!SAFE.contains(route.method())) {
                session.putArray("csrf");
            }
        }
        return security;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
