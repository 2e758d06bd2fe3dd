package io.matrixplatform.api.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.auth.AuthValueFactoryProvider;
import io.dropwizard.jackson.Jackson;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import io.matrixplatform.api.access.audit.AuditLog;
import io.matrixplatform.api.access.audit.AuditResource;
import io.matrixplatform.api.access.audit.PlatformAuditResource;
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
import io.matrixplatform.api.platform.json.Dialect;
import io.matrixplatform.api.platform.outbox.Heartbeat;
import io.matrixplatform.events.Topics;

/** Wires access: tenants, keys, and how a request gets its caller. */
public final class AccessModule {
    public final AuditLog audit;
    public final Tenants tenants;
    public final ApiKeys keys;
    public final SubscriptionStamp stamp;
    public final Authentication authentication;

    public AccessModule(AccessConfig config, Platform platform, JerseyEnvironment http) {
        String token = config.operatorToken();
        if (token == null || token.isBlank()) {
            throw new IllegalArgumentException(
                    "there is no operator token: set MATRIX_OPERATOR_TOKEN (" + OperatorToken.PREFIX + "…)");
        }
        OperatorToken operator = new OperatorToken(token.strip());
        ObjectMapper json = Dialect.teach(Jackson.newObjectMapper());
        audit = new AuditLog(platform.jdbi(), json, platform.clock());
        tenants = new Tenants(platform.jdbi(), audit, platform.uuids(), platform.clock());
        keys = new ApiKeys(platform, audit);
        stamp = new SubscriptionStamp(platform.registry());
        authentication = new Authentication(operator, keys);
        http.register(new AuthenticatedRoutes(authentication));
        http.register(new AuthValueFactoryProvider.Binder<>(Caller.class));
        http.register(new AuditResource(audit, tenants, json));
        http.register(new PlatformAuditResource(audit, json));
        http.register(new TenantResource(tenants, platform.idempotency()));
        http.register(new ApiKeyResource(keys, tenants, platform.idempotency()));
    }

    /** Tells the edges how old their copy of the keys is. */
    public static Heartbeat heartbeat() {
        return new Heartbeat(Topics.ACCESS_API_KEY_STATE, "heartbeat");
    }
}
