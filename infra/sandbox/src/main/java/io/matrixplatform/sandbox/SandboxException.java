package io.matrixplatform.sandbox;

import org.jspecify.annotations.Nullable;

/** Ends a request with an error as OpenAI words it. */
final class SandboxException extends RuntimeException {
    final int status;
    final String code;
    final @Nullable String param;

    SandboxException(int status, String code, @Nullable String param, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.param = param;
    }

    static SandboxException invalid(String param, String message) {
        return new SandboxException(400, "invalid_value", param, message);
    }

    String type() {
        return status < 500 ? "invalid_request_error" : "server_error";
    }
}
