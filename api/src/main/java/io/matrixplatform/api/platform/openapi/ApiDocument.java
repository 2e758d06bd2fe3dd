package io.matrixplatform.api.platform.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.matrixplatform.api.platform.problems.ProblemType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.glassfish.jersey.server.model.ResourceModel;

/** The OpenAPI 3.1 document of all routes. */
final class ApiDocument {
    private final ObjectMapper json;

    ApiDocument(ObjectMapper json) {
        this.json = json;
    }

    ObjectNode describe(ResourceModel model) {
        Words words = new Words(json);
        Schemas schemas = new Schemas(json);
        Operation operation = new Operation(schemas, words);
        List<Route> routes = Route.all(model);
        ObjectNode document = words.frame();
        ObjectNode paths = document.putObject("paths");
        for (Route route : routes) {
            ObjectNode path = paths.withObjectProperty(route.path());
            path.set(route.method().toLowerCase(Locale.ROOT), operation.describe(route));
        }
        ArrayNode tags = document.putArray("tags");
        routes.stream()
                .map(Route::tag)
                .collect(Collectors.toCollection(TreeSet::new))
                .forEach(tag -> tags.addObject().put("name", tag));
        ObjectNode components = (ObjectNode) document.get("components");
        components.set("responses", problems());
        ObjectNode described = components.withObjectProperty("schemas");
        schemas.components().forEach(described::set);
        return document;
    }

    /** One answer per status, which tells what problems it may be. */
    private static ObjectNode problems() {
        Map<Integer, List<ProblemType>> byStatus = Stream.of(ProblemType.values())
                .collect(Collectors.groupingBy(ProblemType::status, TreeMap::new, Collectors.toList()));
        ObjectNode answers = JsonNodeFactory.instance.objectNode();
        answers.set("Problem", problem("A problem of the catalogue"));
        byStatus.forEach((status, types) -> answers.set("Problem" + status, problem(sentences(types))));
        return answers;
    }

    private static String sentences(List<ProblemType> types) {
        return types.stream()
                .map(type -> "`" + type.slug() + "`: " + type.title())
                .collect(Collectors.joining("; "));
    }

    private static ObjectNode problem(String description) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("description", description);
        answer.putObject("content")
                .putObject("application/problem+json")
                .putObject("schema")
                .put("$ref", "#/components/schemas/Problem");
        return answer;
    }
}
