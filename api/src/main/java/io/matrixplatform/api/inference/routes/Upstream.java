package io.matrixplatform.api.inference.routes;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.jackson.Jackson;
import io.matrixplatform.api.platform.json.Dialect;
import io.matrixplatform.api.platform.persistence.TextColumn;
import io.matrixplatform.model.inference.ApiDialect;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A server that answers calls of a model.
 *
 * @param provider who runs it: a label
 * @param baseUrl below which its API stands
 * @param dialect that its API is in; only calls in that dialect go there
 * @param model its name there
 * @param credential where the edge finds the secret: {@code env:NAME} or {@code file:NAME}; null if none is needed
 * @param connectTimeout for a connection to be made
 * @param firstByteTimeout from the request sent to the answer's head
 * @param idleTimeout between two parts of an answer
 * @param retries how often it is tried again when no connection could be made
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Upstream(
        @Nullable String provider,
        @Nullable String baseUrl,
        @Nullable ApiDialect dialect,
        @Nullable String model,
        @Nullable String credential,
        @Nullable Duration connectTimeout,
        @Nullable Duration firstByteTimeout,
        @Nullable Duration idleTimeout,
        @Nullable Integer retries) {
    static final Duration USUAL_CONNECT = Duration.ofSeconds(3);
    static final Duration USUAL_FIRST_BYTE = Duration.ofMinutes(2);
    static final Duration USUAL_IDLE = Duration.ofMinutes(1);
    static final int USUAL_RETRIES = 1;

    private static final ObjectMapper JSON = Dialect.teach(Jackson.newObjectMapper());

    /** With every default said. */
    Upstream whole() {
        return new Upstream(
                provider,
                baseUrl,
                dialect == null ? ApiDialect.OPENAI : dialect,
                model,
                credential,
                connectTimeout == null ? USUAL_CONNECT : connectTimeout,
                firstByteTimeout == null ? USUAL_FIRST_BYTE : firstByteTimeout,
                idleTimeout == null ? USUAL_IDLE : idleTimeout,
                retries == null ? Integer.valueOf(USUAL_RETRIES) : retries);
    }

    String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("texts, numbers and durations are always JSON", impossible);
        }
    }

    /** Reads what {@link #toJson} wrote. */
    public static final class Column extends TextColumn<Upstream> {
        @Override
        protected Upstream read(String text) {
            try {
                return JSON.readValue(text, Upstream.class);
            } catch (JsonProcessingException corrupt) {
                throw new IllegalStateException("an upstream cannot be read", corrupt);
            }
        }
    }
}
