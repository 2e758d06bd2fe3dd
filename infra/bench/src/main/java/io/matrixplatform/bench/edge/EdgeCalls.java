package io.matrixplatform.bench.edge;

import io.matrixplatform.bench.ControlPlane;
import io.matrixplatform.bench.http.Requests;
import io.matrixplatform.events.access.LimitSetting;
import io.matrixplatform.model.access.ApiKeySecret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;

/** The calls that are measured: chat completions of 500 bytes, by a key that is let in and by one whose day is used up. */
final class EdgeCalls {
    static final String PLAN = "bench";
    static final long AMPLE = 1_000_000_000;

    private static final int BODY_BYTES = 500;
    private static final String MODEL = "fixed-1";
    private static final String SPENT = "bench-spent";
    private static final List<String> SCOPES = List.of("inference");

    private final byte[] admitted;
    private final byte[] refused;

    /** Tells the door of the keys, their limits, and the model. */
    EdgeCalls(ControlPlane control, String door, String model) {
        control.limitPlan(
                PLAN,
                List.of(
                        limit("requests_per_minute", AMPLE),
                        limit("requests_per_day", AMPLE),
                        limit("tokens_per_minute", AMPLE),
                        limit("concurrent_requests", AMPLE)));
        control.limitPlan(SPENT, List.of(limit("requests_per_day", 1)));
        control.route(MODEL, "http://" + model + "/v1");
        admitted = call(control, PLAN, door);
        refused = call(control, SPENT, door);
    }

    /** One that is let in, over the wire. */
    byte[] admitted() {
        return admitted.clone();
    }

    /** One that is refused with 429, once the first one was let in. */
    byte[] refused() {
        return refused.clone();
    }

    static LimitSetting limit(String kind, long amount) {
        return new LimitSetting(kind, amount, amount, "local");
    }

    private static byte[] call(ControlPlane control, String plan, String door) {
        ApiKeySecret secret = ApiKeySecret.mint(new SecureRandom());
        control.admit(secret, SCOPES, plan);
        return Requests.post("/v1/chat/completions", door, secret.text(), "application/json", body());
    }

    private static byte[] body() {
        String begin = "{\"model\":\"" + MODEL + "\",\"max_tokens\":256,\"temperature\":0.2,\"messages\":["
                + "{\"role\":\"system\",\"content\":\"You are a terse assistant.\"},{\"role\":\"user\",\"content\":\"";
        String end = "\"}]}";
        String words = "What does a gateway have to know? ".repeat(BODY_BYTES);
        String body = begin + words.substring(0, BODY_BYTES - begin.length() - end.length()) + end;
        return body.getBytes(StandardCharsets.US_ASCII);
    }
}
