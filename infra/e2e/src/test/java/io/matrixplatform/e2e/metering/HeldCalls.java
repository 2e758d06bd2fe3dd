package io.matrixplatform.e2e.metering;

import static org.awaitility.Awaitility.await;

import io.matrixplatform.e2e.platform.Answer;
import io.matrixplatform.e2e.platform.Http;
import java.time.Duration;
import java.time.Instant;

/** Calls of gpt-4o that break the platform's rule of it, and what the operator decides of them. */
final class HeldCalls {
    /** The rule allows 16,384. */
    static final long TOO_MUCH = 20_000;

    private HeldCalls() {}

    /** It takes effect a moment after the platform has begun. */
    static void awaitRule(Http operator) {
        await("the rule for gpt-4o is in force")
                .atMost(Duration.ofMinutes(3))
                .until(() -> Instant.parse(operator.get("/v1/usage-rules/gpt-4o")
                                .json()
                                .path("effective_from")
                                .asText())
                        .isBefore(Instant.now()));
    }

    static Answer decide(Http operator, String call, String verdict) {
        return operator.post(
                "/v1/metering/quarantine/" + call + "/decision",
                "application/json",
                "{\"verdict\":\"" + verdict + "\"}");
    }
}
