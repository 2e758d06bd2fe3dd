package io.matrixplatform.e2e.inference;

import static org.awaitility.Awaitility.await;

import io.matrixplatform.e2e.access.Tenant;
import io.matrixplatform.e2e.platform.Platform;
import java.time.Duration;

/** Keys that may call models. */
final class CallingKeys {
    private CallingKeys() {}

    /**
     * One that the edge knows.
     *
     * @param more terms of it, such as {@code ,"models":["sandbox-large"]}
     */
    static Tenant of(Tenant tenant, Platform platform, String more) {
        Tenant key = tenant.withKey(platform.operator(), "\"scopes\":[\"inference\"]" + more);
        await("the new key reaches the edge")
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> platform.ingest(key.secret()).get("/v1/models").status() == 200);
        return key;
    }
}
