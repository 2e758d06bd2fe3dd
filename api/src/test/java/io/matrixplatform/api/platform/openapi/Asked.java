package io.matrixplatform.api.platform.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.matrixplatform.api.testing.ApiServer;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Stream;

/** One operation of the document, of which requests are made. */
record Asked(String method, String path, JsonNode operation, JsonNode document) {
    static Stream<Asked> all(JsonNode document) {
        return document.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .map(operation -> new Asked(
                                operation.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                operation.getValue(),
                                document)));
    }

    /** The names of its path parameters. */
    Stream<String> pathParameters() {
        return operation.findParents("in").stream()
                .filter(parameter -> parameter.path("in").asText().equals("path"))
                .map(parameter -> parameter.path("name").asText());
    }

    /**
     * A request that is right in form, with whatever is required.
     *
     * @param begun carries the credential
     * @param known values of parameters by name, which are always sent; the others are examples
     */
    HttpRequest request(ApiServer api, HttpRequest.Builder begun, Map<String, String> known) {
        Example example = new Example(document);
        String filled = path;
        StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
        for (JsonNode parameter : operation.path("parameters")) {
            String name = parameter.path("name").asText();
            String value = known.containsKey(name)
                    ? known.get(name)
                    : example.of(name, parameter.path("schema")).asText();
            boolean isSent = parameter.path("required").asBoolean() || known.containsKey(name);
            switch (parameter.path("in").asText()) {
                case "path" -> filled = filled.replace("{" + name + "}", value);
                case "query" -> {
                    if (isSent) {
                        query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
                    }
                }
                default -> {
                    if (isSent) {
                        begun.header(name, value);
                    }
                }
            }
        }
        begun.uri(api.request(filled + query, null).build().uri());
        return begun.method(method, body(example, begun)).build();
    }

    private BodyPublisher body(Example example, HttpRequest.Builder request) {
        JsonNode content = operation.at("/requestBody/content/application~1json/schema");
        if (content.isMissingNode()) {
            return BodyPublishers.noBody();
        }
        request.header("Content-Type", "application/json");
        return BodyPublishers.ofString(example.of("", content).toString());
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
