package io.matrixplatform.ingest.inference.calls;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.matrixplatform.ingest.access.limits.wire.RefusedAnswer;
import io.matrixplatform.ingest.platform.Answers;
import io.matrixplatform.ingest.platform.ProblemException;
import io.matrixplatform.ingest.platform.ProblemType;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a call failed, in the words of OpenAI's clients: the member {@code error} that stands in a problem beside its own.
 *
 * @param param the member of the request that it is about
 * @param violatedPolicies the limits that refuse the call, as the headers name them
 */
record CallError(
        ProblemException problem,
        String type,
        String code,
        @Nullable String param,
        List<String> violatedPolicies) implements Answers.Members {
    private static final int LONGEST = 2_000;

    static CallError of(ProblemException problem) {
        return new CallError(problem, typeOf(problem.type()), codeOf(problem.type()), problem.member(), List.of());
    }

    /** What an upstream said about the request; its message is for the caller, who wrote the request. */
    static CallError said(ProblemType type, JsonNode error) {
        String message = text(error.path("message"), type.title());
        String param = error.path("param").isTextual() ? text(error.path("param"), "") : null;
        return new CallError(
                new ProblemException(type, message, param),
                text(error.path("type"), typeOf(type)),
                text(error.path("code"), codeOf(type)),
                param,
                List.of());
    }

    /** What limits say. */
    static CallError limited(RefusedAnswer why) {
        ProblemType type = switch (why.reason()) {
            case RATE, CONCURRENCY, QUOTA, NO_SUBSCRIPTION -> ProblemType.QUOTA_EXCEEDED;
            case TOO_LARGE -> ProblemType.REQUEST_EXCEEDS_LIMIT;
            case UNAVAILABLE -> ProblemType.QUOTA_UNAVAILABLE;
        };
        return new CallError(
                new ProblemException(type, why.message()), why.type(), why.code(), null, why.violatedPolicies());
    }

    @Override
    public void write(JsonGenerator json) throws IOException {
        if (!violatedPolicies.isEmpty()) {
            json.writeArrayFieldStart("violated-policies");
            for (String policy : violatedPolicies) {
                json.writeString(policy);
            }
            json.writeEndArray();
        }
        json.writeObjectFieldStart("error");
        json.writeStringField("message", problem.detail());
        json.writeStringField("type", type);
        json.writeStringField("param", param);
        json.writeStringField("code", code);
        json.writeEndObject();
    }

    private static String text(JsonNode node, String otherwise) {
        String text = node.isTextual() && !node.asText().isBlank() ? node.asText() : otherwise;
        return text.substring(0, Math.min(text.length(), LONGEST));
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
