package io.matrixplatform.e2e.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matrixplatform.e2e.access.Tenant;
import io.matrixplatform.e2e.platform.Answer;
import io.matrixplatform.e2e.platform.Http;
import io.matrixplatform.model.access.limits.LimitKind;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Limits that a test does not come to. */
final class GenerousLimits {
    private static final long AMOUNT = 900_000_000;

    private GenerousLimits() {}

    /** Agrees them for the tenant's subscription, and waits until {@code gateway} goes by them. */
    static void of(Tenant tenant, Http operator, Http gateway) {
        String subscriptions = "/v1/tenants/" + tenant.id() + "/subscriptions";
        String limits = subscriptions + "/"
                + operator.get(subscriptions).json().at("/data/0/id").asText() + "/limits";
        String body = Arrays.stream(LimitKind.values())
                .map(kind -> "{\"kind\":\"" + kind + "\",\"amount\":" + AMOUNT + "}")
                .collect(Collectors.joining(",", "{\"limits\":[", "]}"));
        Answer set = operator.send(
                "PUT",
                limits,
                BodyPublishers.ofString(body),
                "Content-Type",
                "application/json",
                "If-Match",
                operator.get(limits).headers().firstValue("ETag").orElse(""));
        assertThat(set.status()).as(set.body()).isEqualTo(200);
        await("the limits reach the edge")
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> gateway.get("/v1/models")
                        .headers()
                        .firstValue("x-ratelimit-limit-requests")
                        .orElse("")
                        .equals(Long.toString(AMOUNT)));
    }
}
