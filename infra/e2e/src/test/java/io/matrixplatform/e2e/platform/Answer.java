package io.matrixplatform.e2e.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpHeaders;

/** What a server answered. */
public record Answer(int status, HttpHeaders headers, String body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            throw new AssertionError("not JSON, status " + status + ": " + body, notJson);
        }
    }

    /** The last segment of the problem's {@code type}. */
    public String problem() {
        String type = json().path("type").asText();
        return type.substring(type.lastIndexOf('/') + 1);
    }
}
