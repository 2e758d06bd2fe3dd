package io.matrixplatform.api.access.callers;

import static io.matrixplatform.api.platform.problems.ProblemType.INSUFFICIENT_SCOPE;
import static io.matrixplatform.api.platform.problems.ProblemType.OPERATOR_ONLY;
import static io.matrixplatform.api.platform.problems.ProblemType.TENANT_NOT_FOUND;

import io.matrixplatform.api.platform.idempotency.Sender;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.model.ids.TenantId;
import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who sent the request: the operator, a program with one of a tenant's API keys, or a person who signed in. */
public sealed interface Caller extends Principal {
    /** As the audit log remembers it. */
    Actor actor();

    /** The credential, as idempotency keeps senders apart. */
    Sender sender();

    /** @throws ProblemException {@code OPERATOR_ONLY} for anybody else */
    void demandOperator();

    /**
     * The tenant that the request is about, in which the caller may do {@code scope}. Whether the tenant of an operator
     * exists is not looked up here.
     *
     * @param named by the request; the operator must name one, and so must a user of several tenants
     * @throws ProblemException {@code TENANT_NOT_FOUND} if the caller has nothing to do with it, {@code INSUFFICIENT_SCOPE}
     *     if it may not do that there, {@code INVALID_FIELD} if none is named and one must be
     */
    TenantId tenantFor(Scope scope, @Nullable TenantId named);

    /**
     * For what is not about a tenant.
     *
     * @throws ProblemException {@code INSUFFICIENT_SCOPE} if there is no tenant for which the caller may do that
     */
    void demandAnywhere(Scope scope);

    /** All that the caller may do in {@code tenant}: what it gives to others is at most that. */
    Set<Scope> scopesIn(TenantId tenant);

    @Override
    default String getName() {
        return sender().name();
    }

    /** Whoever runs the platform: by the operator token, or signed in as a user with that role. */
    record Operator(Actor actor, Sender sender) implements Caller {
        @Override
        public void demandOperator() {}

        @Override
        public TenantId tenantFor(Scope scope, @Nullable TenantId named) {
            if (named == null) {
                throw ProblemException.invalidParameter("tenant", "the operator must name the tenant, as tenant=ten_…");
            }
            return named;
        }

        @Override
        public void demandAnywhere(Scope scope) {}

        @Override
        public Set<Scope> scopesIn(TenantId tenant) {
            return Set.of(Scope.values());
        }
    }

    /**
     * A tenant, by one of its keys.
     *
     * @param scopes as the key names them; what they imply is added
     */
    record Tenant(TenantId id, Set<Scope> scopes, Actor actor, Sender sender) implements Caller {
        public Tenant {
            scopes = Set.copyOf(Scope.withImplied(scopes));
        }

        @Override
        public void demandOperator() {
            throw new ProblemException(OPERATOR_ONLY, "an API key cannot do this");
        }

        @Override
        public TenantId tenantFor(Scope scope, @Nullable TenantId named) {
            if (named != null && !named.equals(id)) {
                throw noTenant(named);
            }
            demandAnywhere(scope);
            return id;
        }

        @Override
        public void demandAnywhere(Scope scope) {
            if (!scopes.contains(scope)) {
                throw new ProblemException(INSUFFICIENT_SCOPE, "the API key needs the scope " + scope);
            }
        }

        @Override
        public Set<Scope> scopesIn(TenantId tenant) {
            return tenant.equals(id) ? scopes : Set.of();
        }
    }

    /** A person who signed in, with a role in each of its tenants. */
    record User(Map<TenantId, Role> roles, Actor actor, Sender sender) implements Caller {
        public User {
            roles = Map.copyOf(roles);
        }

        @Override
        public void demandOperator() {
            throw new ProblemException(OPERATOR_ONLY, "sign in as an operator");
        }

        @Override
        public TenantId tenantFor(Scope scope, @Nullable TenantId named) {
            TenantId tenant = named == null ? onlyTenant() : named;
            Role role = Optional.ofNullable(roles.get(tenant)).orElseThrow(() -> noTenant(tenant));
            if (!role.scopes().contains(scope)) {
                throw new ProblemException(
                        INSUFFICIENT_SCOPE, "the role " + role + " does not cover the scope " + scope);
            }
            return tenant;
        }

        private TenantId onlyTenant() {
            if (roles.size() != 1) {
                throw ProblemException.invalidParameter(
                        "tenant", "a user of " + roles.size() + " tenants must name one, as tenant=ten_…");
            }
            return roles.keySet().iterator().next();
        }

        @Override
        public void demandAnywhere(Scope scope) {
            if (roles.values().stream().noneMatch(role -> role.scopes().contains(scope))) {
                throw new ProblemException(INSUFFICIENT_SCOPE, "no role of the user covers the scope " + scope);
            }
        }

        @Override
        public Set<Scope> scopesIn(TenantId tenant) {
            return Optional.ofNullable(roles.get(tenant)).map(Role::scopes).orElse(Set.of());
        }
    }

    private static ProblemException noTenant(TenantId named) {
        return new ProblemException(TENANT_NOT_FOUND, "there is no tenant " + named);
    }
}
