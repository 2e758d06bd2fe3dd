package io.matrixplatform.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Ends a request with an error. */
final class SandboxException extends RuntimeException {
    private static final int SERVER_ERROR = 500;

    final int status;
    private final String code;
    private final @Nullable String param;

    SandboxException(int status, String code, @Nullable String param, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.param = param;
    }

    static SandboxException invalid(String param, String message) {
        return new SandboxException(400, "invalid_value", param, message);
    }

    /** The body of the answer, as OpenAI words it. */
    ObjectNode openAi() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("error")
                .put("message", getMessage())
                .put("type", status < SERVER_ERROR ? "invalid_request_error" : "server_error")
                .put("param", param)
                .put("code", code);
        return body;
    }

    /** The same as Anthropic words it. */
    ObjectNode anthropic() {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("type", "error");
        body.putObject("error").put("type", anthropicType()).put("message", getMessage());
        return body;
    }

    private String anthropicType() {
        return switch (status) {
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 529 -> "overloaded_error";
            default -> status < SERVER_ERROR ? "invalid_request_error" : "api_error";
        };
    }
}
