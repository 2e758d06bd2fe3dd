package io.matrixplatform.ingest.access;

import io.matrixplatform.events.access.ApiKeyState;
import io.matrixplatform.model.access.AddressRules;
import io.matrixplatform.model.network.Cidr;
import io.matrixplatform.model.network.CountryOf;
import io.matrixplatform.model.network.TrustedProxies.Client;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An API key as the edge knows it; ids in public form.
 *
 * @param limitOwner whose buckets its own limits are: the first of the keys that were rotated into it, or itself
 * @param plan that the subscription is under; null without one, or if the control plane has not told yet
 * @param expiresAt refused from this instant on
 * @param models it may be used for; empty for all
 * @param addressRules all of which must admit whoever uses it: its own, and its tenant's
 * @param version of the state it was read from: a lower one never replaces it
 */
public record KnownKey(
        String keyId,
        String limitOwner,
        String tenantId,
        @Nullable String subscriptionId,
        @Nullable String plan,
        Set<String> scopes,
        @Nullable Instant expiresAt,
        boolean isRevoked,
        Set<String> models,
        List<AddressRules> addressRules,
        long version) {
    /** The scope that lets a key report usage. */
    public static final String USAGE_WRITE = "usage:write";

    /** The scope that lets a key call models. */
    public static final String INFERENCE = "inference";

    public KnownKey {
        scopes = Set.copyOf(scopes);
        models = Set.copyOf(models);
        addressRules = List.copyOf(addressRules);
    }

    /**
     * @param known scopes that other keys have
     * @param plans that other keys are under
     */
    static KnownKey of(ApiKeyState state, Shared<Set<String>> known, Shared<String> plans) {
        String plan = state.getPlan();
        return new KnownKey(
                state.getKeyId(),
                state.getFirstKeyId() == null ? state.getKeyId() : state.getFirstKeyId(),
                state.getTenantId(),
                state.getSubscriptionId(),
                plan == null ? null : plans.of(plan),
                known.of(Set.copyOf(state.getScopes())),
                state.getExpiresAt(),
                state.getRevokedAt() != null,
                Set.copyOf(state.getModels()),
                addressRules(state),
                state.getVersion());
    }

    /** @throws IllegalArgumentException if a range is none: then the state as a whole is not used */
    private static List<AddressRules> addressRules(ApiKeyState state) {
        AddressRules tenants = new AddressRules(
                ranges(state.getTenantCidrsAllowed()),
                ranges(state.getTenantCidrsDenied()),
                Set.copyOf(state.getTenantCountriesAllowed()),
                Set.copyOf(state.getTenantCountriesDenied()));
        return Stream.of(AddressRules.allowing(ranges(state.getCidrs())), tenants)
                .filter(rules -> !rules.equals(AddressRules.NONE))
                .toList();
    }

    private static List<Cidr> ranges(List<String> texts) {
        return texts.stream().map(Cidr::parse).toList();
    }

    public boolean isUsableAt(Instant now) {
        return !isRevoked && (expiresAt == null || now.isBefore(expiresAt));
    }

    /** @param model may be null in an event that is rejected anyway */
    public boolean mayUse(@Nullable String model) {
        return models.isEmpty() || (model != null && models.contains(model));
    }

    public boolean mayUseAllModels() {
        return models.isEmpty();
    }

    public boolean mayComeFrom(Client client, CountryOf countries) {
        return addressRules.stream().allMatch(rules -> rules.admits(client, countries));
    }

    public boolean mayWriteUsage() {
        return has(USAGE_WRITE);
    }

    boolean has(String scope) {
        return scopes.contains(scope);
    }
}
