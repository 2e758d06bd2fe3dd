package io.matrixplatform.ingest.metering;

import java.time.Instant;

/** Events as clients write them, and the moment in which the tests live. */
public final class Events {
    public static final Instant NOW = Instant.parse("2026-07-01T12:00:00.123456Z");

    static final String CALL_DATA =
            "{\"model\":\"gpt-4o\",\"route\":\"/v1/chat/completions\",\"status\":200,\"latency_ms\":812}";

    private Events() {}

    static String apiCall(String id) {
        return apiCall(id, CALL_DATA);
    }

    static String apiCall(String id, String data) {
        return event("\"id\":\"" + id + "\"", "io.matrixplatform.api-call.v1", data);
    }

    static String usage(String id, String data) {
        return event("\"id\":\"" + id + "\"", "gpu.used", data);
    }

    /** @param more attributes, beside specversion, source, type and time */
    static String event(String more, String type, String data) {
        return "{\"specversion\":\"1.0\"," + more + ",\"source\":\"test\",\"type\":\"" + type
                + "\",\"time\":\"2026-07-01T11:59:58Z\",\"data\":" + data + "}";
    }

    static String batch(String... events) {
        return "[" + String.join(",", events) + "]";
    }
}
