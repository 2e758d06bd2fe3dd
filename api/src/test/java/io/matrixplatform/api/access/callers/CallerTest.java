package io.matrixplatform.api.access.callers;

import static io.matrixplatform.api.platform.problems.ProblemType.INSUFFICIENT_SCOPE;
import static io.matrixplatform.api.platform.problems.ProblemType.INVALID_FIELD;
import static io.matrixplatform.api.platform.problems.ProblemType.OPERATOR_ONLY;
import static io.matrixplatform.api.platform.problems.ProblemType.TENANT_NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.matrixplatform.api.platform.idempotency.AnswerSeal;
import io.matrixplatform.api.platform.idempotency.Sender;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.api.platform.problems.ProblemType;
import io.matrixplatform.model.ids.TenantId;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallerTest {
    private static final TenantId ACME = new TenantId(new UUID(0, 1));
    private static final TenantId GLOBEX = new TenantId(new UUID(0, 2));
    private static final TenantId STRANGER = new TenantId(new UUID(0, 3));
    private static final Sender SENDER = new Sender("s", AnswerSeal.of("credential"));
    private static final Actor ACTOR = new Actor(Actor.Kind.USER, "usr_1", "Ada");

    @Test
    void aUserActsForEachOfItsTenantsByItsRoleThere() {
        Caller user = new Caller.User(Map.of(ACME, Role.OWNER, GLOBEX, Role.VIEWER), ACTOR, SENDER);

        assertThat(user.tenantFor(Scope.TEAM_WRITE, ACME)).isEqualTo(ACME);
        assertThat(user.tenantFor(Scope.USAGE_READ, GLOBEX)).isEqualTo(GLOBEX);
        assertThat(refusal(user, Scope.TEAM_WRITE, GLOBEX)).isEqualTo(INSUFFICIENT_SCOPE);
        assertThat(refusal(user, Scope.USAGE_READ, STRANGER)).isEqualTo(TENANT_NOT_FOUND);
        assertThat(user.scopesIn(GLOBEX)).isEqualTo(Role.VIEWER.scopes());
        assertThat(user.scopesIn(STRANGER)).isEmpty();
    }

    @Test
    void aUserOfOneTenantNeedNotNameItAndOneOfSeveralMust() {
        Caller ofOne = new Caller.User(Map.of(ACME, Role.VIEWER), ACTOR, SENDER);
        Caller ofTwo = new Caller.User(Map.of(ACME, Role.VIEWER, GLOBEX, Role.VIEWER), ACTOR, SENDER);
        Caller ofNone = new Caller.User(Map.of(), ACTOR, SENDER);

        assertThat(ofOne.tenantFor(Scope.USAGE_READ, null)).isEqualTo(ACME);
        assertThat(refusal(ofTwo, Scope.USAGE_READ, null)).isEqualTo(INVALID_FIELD);
        assertThat(refusal(ofNone, Scope.USAGE_READ, null)).isEqualTo(INVALID_FIELD);
    }

    @Test
    void aKeyActsForItsTenantWithinItsScopes() {
        Caller key = new Caller.Tenant(ACME, Set.of(Scope.USAGE_READ), ACTOR, SENDER);

        assertThat(key.tenantFor(Scope.USAGE_READ, null)).isEqualTo(ACME);
        assertThat(key.tenantFor(Scope.USAGE_READ, ACME)).isEqualTo(ACME);
        assertThat(refusal(key, Scope.KEYS_READ, ACME)).isEqualTo(INSUFFICIENT_SCOPE);
        assertThat(refusal(key, Scope.KEYS_READ, GLOBEX)).isEqualTo(TENANT_NOT_FOUND);
    }

    @Test
    void aKeyThatMayReportUsageMayDefineMeters() {
        Caller key = new Caller.Tenant(ACME, Set.of(Scope.USAGE_WRITE), ACTOR, SENDER);

        assertThat(key.tenantFor(Scope.METERS_WRITE, null)).isEqualTo(ACME);
        assertThat(refusal(key, Scope.USAGE_READ, null)).isEqualTo(INSUFFICIENT_SCOPE);
    }

    @Test
    void theOperatorActsForWhomItNames() {
        Caller operator = new Caller.Operator(Actor.OPERATOR_TOKEN, SENDER);

        assertThat(operator.tenantFor(Scope.TEAM_WRITE, STRANGER)).isEqualTo(STRANGER);
        assertThat(refusal(operator, Scope.USAGE_READ, null)).isEqualTo(INVALID_FIELD);
        operator.demandOperator();
    }

    @Test
    void nobodyElseIsTheOperator() {
        Caller owner = new Caller.User(Map.of(ACME, Role.OWNER), ACTOR, SENDER);
        Caller key = new Caller.Tenant(ACME, Set.of(Scope.values()), ACTOR, SENDER);

        assertThat(problem(owner::demandOperator)).isEqualTo(OPERATOR_ONLY);
        assertThat(problem(key::demandOperator)).isEqualTo(OPERATOR_ONLY);
    }

    private static ProblemType refusal(Caller caller, Scope scope, @Nullable TenantId named) {
        return problem(() -> caller.tenantFor(scope, named));
    }

    private static ProblemType problem(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(ProblemException.class, call).type();
    }
}
