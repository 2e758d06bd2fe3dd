package io.matrixplatform.api.access.callers;

import static io.matrixplatform.api.platform.problems.ProblemType.INSUFFICIENT_SCOPE;
import static io.matrixplatform.api.platform.problems.ProblemType.OPERATOR_ONLY;
import static io.matrixplatform.api.platform.problems.ProblemType.TENANT_NOT_FOUND;

import io.matrixplatform.api.platform.idempotency.Sender;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.model.ids.TenantId;
import java.security.Principal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who sent the request: the operator, or a tenant by one of its API keys. */
public sealed interface Caller extends Principal {
    /** The credential, as idempotency keeps senders apart. */
    Sender sender();

    /** @throws ProblemException {@code OPERATOR_ONLY} for anybody else */
    void demandOperator();

    /** @throws ProblemException {@code INSUFFICIENT_SCOPE} if this caller may not do that */
    void demand(Scope scope);

    /**
     * The tenant that the request is about.
     *
     * @param named by the request; the operator must name one, a tenant need not
     * @throws ProblemException {@code TENANT_NOT_FOUND} if a tenant names another
     */
    TenantId tenant(@Nullable TenantId named);

    @Override
    default String getName() {
        return sender().name();
    }

    /** Whoever runs the platform. */
    record Operator(Sender sender) implements Caller {
        @Override
        public void demandOperator() {}

        @Override
        public void demand(Scope scope) {}

        @Override
        public TenantId tenant(@Nullable TenantId named) {
            if (named == null) {
                throw ProblemException.invalidParameter("tenant", "the operator must name the tenant, as tenant=ten_…");
            }
            return named;
        }
    }

    /** A tenant, by one of its keys. */
    record Tenant(TenantId id, Set<Scope> scopes, Sender sender) implements Caller {
        public Tenant {
            scopes = Set.copyOf(scopes);
        }

        @Override
        public void demandOperator() {
            throw new ProblemException(OPERATOR_ONLY, "sign in with the operator token");
        }

        @Override
        public void demand(Scope scope) {
            if (!scopes.contains(scope)) {
                throw new ProblemException(INSUFFICIENT_SCOPE, "the API key needs the scope " + scope);
            }
        }

        @Override
        public TenantId tenant(@Nullable TenantId named) {
            if (named != null && !named.equals(id)) {
                throw new ProblemException(TENANT_NOT_FOUND, "there is no tenant " + named);
            }
            return id;
        }
    }
}
