package io.matrixplatform.api.access.keys;

import io.dropwizard.auth.Auth;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.access.callers.Scope;
import io.matrixplatform.api.access.keyusage.KeyUsage;
import io.matrixplatform.api.access.keyusage.KeyUsages;
import io.matrixplatform.api.access.tenants.Tenants;
import io.matrixplatform.api.platform.http.Answers;
import io.matrixplatform.api.platform.http.IfMatch;
import io.matrixplatform.api.platform.http.Page;
import io.matrixplatform.api.platform.http.PageRequest;
import io.matrixplatform.api.platform.idempotency.Created;
import io.matrixplatform.api.platform.idempotency.Idempotency;
import io.matrixplatform.api.platform.idempotency.Post;
import io.matrixplatform.model.ids.ApiKeyId;
import io.matrixplatform.model.ids.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;

/** API keys over HTTP. */
@Path("/v1/tenants/{tenant}/api-keys")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ApiKeyResource {
    private final ApiKeys keys;
    private final Tenants tenants;
    private final KeyUsages usages;
    private final Idempotency idempotency;

    public ApiKeyResource(ApiKeys keys, Tenants tenants, KeyUsages usages, Idempotency idempotency) {
        this.keys = keys;
        this.tenants = tenants;
        this.usages = usages;
        this.idempotency = idempotency;
    }

    @POST
    @Answers(MintedApiKey.class)
    public Response mint(
            @Auth Caller caller,
            @PathParam("tenant") TenantId tenant,
            @BeanParam Post post,
            @Valid @NotNull(message = "a JSON object is required") NewApiKey wanted) {
        tenants.acting(caller, Scope.KEYS_WRITE, tenant);
        Maker maker = keys.maker(caller, tenant);
        return idempotency.once(caller.sender(), post, wanted, () -> created(keys.mint(maker, tenant, wanted)));
    }

    @GET
    public Page<ApiKeyView> list(
            @Auth Caller caller, @PathParam("tenant") TenantId tenant, @BeanParam PageRequest page) {
        return keys.list(tenants.acting(caller, Scope.KEYS_READ, tenant), page, usages);
    }

    @GET
    @Path("/{key}")
    public ApiKeyView get(@Auth Caller caller, @PathParam("tenant") TenantId tenant, @PathParam("key") ApiKeyId key) {
        return keys.show(keys.get(tenants.acting(caller, Scope.KEYS_READ, tenant), key), usages);
    }

    /** Facts as received; for exact usage, define a meter with the dimension {@code key_id}. */
    @GET
    @Path("/{key}/usage")
    public KeyUsage usage(@Auth Caller caller, @PathParam("tenant") TenantId tenant, @PathParam("key") ApiKeyId key) {
        return usages.of(
                keys.get(tenants.acting(caller, Scope.KEYS_READ, tenant), key).id());
    }

    @PATCH
    @Path("/{key}")
    public ApiKeyView change(
            @Auth Caller caller,
            @PathParam("tenant") TenantId tenant,
            @PathParam("key") ApiKeyId key,
            @BeanParam IfMatch match,
            @Valid @NotNull(message = "a JSON object is required") ApiKeyChange wanted) {
        tenants.acting(caller, Scope.KEYS_WRITE, tenant);
        return keys.show(keys.change(keys.maker(caller, tenant), tenant, key, match::demand, wanted), usages);
    }

    /** Answers the successor with its secret, which is never shown again. */
    @POST
    @Path("/{key}/rotation")
    @Answers(MintedApiKey.class)
    public Response rotate(
            @Auth Caller caller,
            @PathParam("tenant") TenantId tenant,
            @PathParam("key") ApiKeyId key,
            @BeanParam Post post,
            @Valid @NotNull(message = "a JSON object is required") Rotation wanted) {
        tenants.acting(caller, Scope.KEYS_WRITE, tenant);
        Maker maker = keys.maker(caller, tenant);
        Duration overlap = wanted.overlapOrDefault();
        return idempotency.once(caller.sender(), post, wanted, () -> created(keys.rotate(maker, tenant, key, overlap)));
    }

    @DELETE
    @Path("/{key}")
    public void revoke(@Auth Caller caller, @PathParam("tenant") TenantId tenant, @PathParam("key") ApiKeyId key) {
        keys.revoke(caller.actor(), tenants.acting(caller, Scope.KEYS_WRITE, tenant), key);
    }

    private static Created created(MintedApiKey minted) {
        ApiKey key = minted.key();
        return new Created("/v1/tenants/" + key.tenantId() + "/api-keys/" + key.id(), minted);
    }
}
