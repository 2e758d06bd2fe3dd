package io.matrixplatform.ingest.platform;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A failure in the words of OpenAI's clients, who look for it in the member {@code error} of whatever they are answered.
 *
 * @param param the member of the request that it is about
 */
public record OpenAiError(
        String message, String type, String code, @Nullable String param) implements Answers.Members {
    public static OpenAiError of(ProblemException problem) {
        return new OpenAiError(problem.detail(), typeOf(problem.type()), codeOf(problem.type()), problem.member());
    }

    @Override
    public void write(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("error");
        json.writeStringField("message", message);
        json.writeStringField("type", type);
        json.writeStringField("param", param);
        json.writeStringField("code", code);
        json.writeEndObject();
    }

    private static String typeOf(ProblemType type) {
        return switch (type) {
            case INSUFFICIENT_SCOPE, MODEL_NOT_ALLOWED, IP_NOT_ALLOWED -> "permission_error";
            default -> type.status() >= 500 ? "server_error" : "invalid_request_error";
        };
    }

    private static String codeOf(ProblemType type) {
        return switch (type) {
            case UPSTREAM_FAILED, UPSTREAM_TIMEOUT -> "upstream_error";
            case UPSTREAM_BUSY -> "overloaded";
            default -> type.slug().replace('-', '_');
        };
    }
}
