package io.matrixplatform.e2e.platform;

import io.matrixplatform.local.LocalStack;
import io.matrixplatform.local.layout.Port;
import io.matrixplatform.tracing.testing.SpanCollector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * The stack under test and how to speak to it.
 *
 * @param collector where its traces go
 */
public record Platform(LocalStack stack, SpanCollector collector) {
    public Http ingest(String credential) {
        return new Http(stack.ports().url(Port.INGEST), credential);
    }

    public Http api(String credential) {
        return new Http(stack.ports().url(Port.API), credential);
    }

    /** The API with the operator's credential. */
    public Http operator() {
        return api(environment().getOrDefault("MATRIX_OPERATOR_TOKEN", ""));
    }

    /** The {@code MATRIX_…} variables. */
    public Map<String, String> environment() {
        try {
            return stack.environment();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the stack's settings cannot be read", unreadable);
        }
    }
}
