package io.matrixplatform.api.access;

import io.dropwizard.auth.AuthValueFactoryProvider;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import io.matrixplatform.api.access.authentication.AuthenticatedRoutes;
import io.matrixplatform.api.access.authentication.Authentication;
import io.matrixplatform.api.access.authentication.OperatorToken;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.access.keys.ApiKeyResource;
import io.matrixplatform.api.access.keys.ApiKeys;
import io.matrixplatform.api.access.keys.SubscriptionStamp;
import io.matrixplatform.api.access.tenants.TenantResource;
import io.matrixplatform.api.access.tenants.Tenants;
import io.matrixplatform.api.platform.Platform;
import io.matrixplatform.api.platform.outbox.Heartbeat;
import io.matrixplatform.events.Topics;

/** Wires access: tenants, keys, and how a request gets its caller. */
public final class AccessModule {
    public final Tenants tenants;
    public final ApiKeys keys;
    public final SubscriptionStamp stamp;

    public AccessModule(AccessConfig config, Platform platform, JerseyEnvironment http) {
        String token = config.operatorToken();
        if (token == null || token.isBlank()) {
            throw new IllegalArgumentException(
                    "there is no operator token: set MATRIX_OPERATOR_TOKEN (" + OperatorToken.PREFIX + "…)");
        }
        OperatorToken operator = new OperatorToken(token.strip());
        tenants = new Tenants(platform.jdbi(), platform.uuids(), platform.clock());
        keys = new ApiKeys(platform.jdbi(), platform.registry(), platform.uuids(), platform.random(), platform.clock());
        stamp = new SubscriptionStamp(platform.registry());
        http.register(new AuthenticatedRoutes(new Authentication(operator, keys)));
        http.register(new AuthValueFactoryProvider.Binder<>(Caller.class));
        http.register(new TenantResource(tenants, platform.idempotency()));
        http.register(new ApiKeyResource(keys, tenants, platform.idempotency()));
    }

    /** Tells the edges how old their copy of the keys is. */
    public static Heartbeat heartbeat() {
        return new Heartbeat(Topics.ACCESS_API_KEY_STATE, "heartbeat");
    }
}
