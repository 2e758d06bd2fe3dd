package io.matrixplatform.api.platform.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;

/** What people wrote about the API: the document's frame, a sentence per route and per parameter. */
final class Words {
    private final JsonNode sentences;
    private final ObjectNode frame;

    Words(ObjectMapper json) {
        frame = (ObjectNode) read(json, "/openapi/frame.json");
        sentences = read(json, "/openapi/words.json");
    }

    /** The document without its paths and schemas. */
    ObjectNode frame() {
        return frame.deepCopy();
    }

    Optional<String> route(Route route) {
        return text(sentences.path("routes").path(route.title()));
    }

    Optional<String> parameter(String name) {
        return text(sentences.path("parameters").path(name));
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
    }

    private static JsonNode read(ObjectMapper json, String resource) {
        try (InputStream bytes = Objects.requireNonNull(Words.class.getResourceAsStream(resource), resource)) {
            return json.readTree(bytes);
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read " + resource, broken);
        }
    }
}
