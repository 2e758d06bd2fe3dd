package io.matrixplatform.api.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Optional;

/** What the server answered, read as JSON. */
public record Answer(int status, String text, HttpResponse<String> http) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.body(), response);
    }

    public JsonNode json() {
        try {
            return JSON.readTree(text);
        } catch (IOException notJson) {
            throw new UncheckedIOException("not JSON: " + text, notJson);
        }
    }

    public String field(String name) {
        return json().path(name).asText();
    }

    /** The slug of the problem. */
    public String problem() {
        return field("type").replace("/problems/", "");
    }

    public Optional<String> header(String name) {
        return http.headers().firstValue(name);
    }
}
