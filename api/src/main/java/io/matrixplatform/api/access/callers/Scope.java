package io.matrixplatform.api.access.callers;

import io.matrixplatform.model.texts.PublicTexts;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a caller may do for a tenant: an API key by its scopes, a user by those of its role. */
public enum Scope {
    /** Call models through the edge. */
    INFERENCE("inference"),
    /** Report usage, and define the meters that count it. */
    USAGE_WRITE("usage:write"),
    /** Read usage, meters and progress. */
    USAGE_READ("usage:read"),
    /** See the API keys, never their secrets. */
    KEYS_READ("keys:read"),
    /** Mint, change, rotate and revoke API keys. */
    KEYS_WRITE("keys:write"),
    /** Define, change and archive meters. */
    METERS_WRITE("meters:write"),
    /** See members and invitations. */
    TEAM_READ("team:read"),
    /** Invite, change roles, remove members. */
    TEAM_WRITE("team:write"),
    /** See plans and subscriptions. */
    SUBSCRIPTION_READ("subscription:read"),
    /** Subscribe, change the plan, cancel. */
    SUBSCRIPTION_WRITE("subscription:write"),
    /** See where the tenant may be used from. */
    SECURITY_READ("security:read"),
    /** Say where the tenant may be used from. */
    SECURITY_WRITE("security:write"),
    /** Read the audit log. */
    AUDIT_READ("audit:read");

    /** What a key may do when nothing is said. */
    public static final List<Scope> DEFAULTS = List.of(USAGE_WRITE, USAGE_READ);

    private final String text;

    Scope(String text) {
        this.text = text;
    }

    public static Optional<Scope> parse(String text) {
        return PublicTexts.find(Scope.class, text);
    }

    /** These and what they imply: who may report usage may define the meters that count it. */
    public static Set<Scope> withImplied(Collection<Scope> scopes) {
        EnumSet<Scope> all = EnumSet.noneOf(Scope.class);
        all.addAll(scopes);
        if (all.contains(USAGE_WRITE)) {
            all.add(METERS_WRITE);
        }
        return all;
    }

    @Override
    public String toString() {
        return text;
    }
}
