package io.matrixplatform.ingest.inference.routes;

import io.matrixplatform.model.inference.ApiDialect;
import io.matrixplatform.model.inference.BaseUrl;
import io.matrixplatform.model.inference.BaseUrl.Reach;
import io.matrixplatform.model.inference.CredentialName;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A server that answers calls of a model.
 *
 * @param provider who runs it: a label
 * @param dialect that it speaks: calls in another do not go there
 * @param model the model's name there
 * @param credential where its secret is found; null if it asks for none
 * @param retries how often it is tried again when no connection could be made
 */
public record Upstream(
        String provider,
        BaseUrl url,
        ApiDialect dialect,
        String model,
        @Nullable CredentialName credential,
        Duration connectTimeout,
        Duration firstByteTimeout,
        Duration idleTimeout,
        int retries) {
    static Upstream of(io.matrixplatform.events.inference.Upstream state, Reach reach) {
        String credential = state.getCredential();
        return new Upstream(
                state.getProvider(),
                BaseUrl.parse(state.getBaseUrl(), reach),
                ApiDialect.of(state.getDialect()),
                state.getModel(),
                credential == null ? null : CredentialName.parse(credential),
                Duration.ofMillis(state.getConnectTimeoutMs()),
                Duration.ofMillis(state.getFirstByteTimeoutMs()),
                Duration.ofMillis(state.getIdleTimeoutMs()),
                state.getRetries());
    }
}
