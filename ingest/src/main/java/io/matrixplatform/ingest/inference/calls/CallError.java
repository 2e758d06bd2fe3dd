package io.matrixplatform.ingest.inference.calls;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.matrixplatform.ingest.access.limits.wire.RefusedAnswer;
import io.matrixplatform.ingest.platform.Answers;
import io.matrixplatform.ingest.platform.OpenAiError;
import io.matrixplatform.ingest.platform.ProblemException;
import io.matrixplatform.ingest.platform.ProblemType;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a call failed; written, what stands in a problem beside its own members.
 *
 * @param saidType what an upstream calls it, in the dialect of the call; null if it is not from one
 * @param violatedPolicies the limits that refuse the call, as the headers name them
 */
record CallError(
        ProblemException problem,
        OpenAiError openAi,
        @Nullable String saidType,
        List<String> violatedPolicies) implements Answers.Members {
    private static final int LONGEST = 2_000;

    static CallError of(ProblemException problem) {
        return new CallError(problem, OpenAiError.of(problem), null, List.of());
    }

    /** What an upstream said about the request; its message is for the caller, who wrote the request. */
    static CallError said(ProblemType type, JsonNode error) {
        String message = text(error.path("message"), type.title());
        String param = error.path("param").isTextual() ? text(error.path("param"), "") : null;
        ProblemException problem = new ProblemException(type, message, param);
        OpenAiError usual = OpenAiError.of(problem);
        OpenAiError said = new OpenAiError(
                message, text(error.path("type"), usual.type()), text(error.path("code"), usual.code()), param);
        return new CallError(problem, said, error.path("type").isTextual() ? said.type() : null, List.of());
    }

    /** What limits say. */
    static CallError limited(RefusedAnswer why) {
        ProblemType type = switch (why.reason()) {
            case RATE, CONCURRENCY, QUOTA, NO_SUBSCRIPTION -> ProblemType.QUOTA_EXCEEDED;
            case TOO_LARGE -> ProblemType.REQUEST_EXCEEDS_LIMIT;
            case UNAVAILABLE -> ProblemType.QUOTA_UNAVAILABLE;
        };
        return new CallError(
                new ProblemException(type, why.message()),
                new OpenAiError(why.message(), why.type(), why.code(), null),
                null,
                why.violatedPolicies());
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
        openAi.write(json);
    }

    private static String text(JsonNode node, String otherwise) {
        String text = node.isTextual() && !node.asText().isBlank() ? node.asText() : otherwise;
        return text.substring(0, Math.min(text.length(), LONGEST));
    }
}
