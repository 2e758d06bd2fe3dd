package io.matrixplatform.api.billing.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropwizard.jackson.Jackson;
import io.matrixplatform.api.access.audit.AuditLog;
import io.matrixplatform.api.access.callers.Actor;
import io.matrixplatform.api.access.keys.SubscriptionStamp;
import io.matrixplatform.api.platform.http.PageRequest;
import io.matrixplatform.api.platform.json.Dialect;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.api.platform.problems.ProblemType;
import io.matrixplatform.api.testing.FakeRegistry;
import io.matrixplatform.api.testing.TestDatabase;
import io.matrixplatform.api.testing.Told;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.access.ApiKeyState;
import io.matrixplatform.model.catalog.PlanKey;
import io.matrixplatform.model.ids.SubscriptionId;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.ids.TimeOrderedUuids;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Far ahead of the real time, so that the running server's own turns leave these subscriptions alone. */
class SubscriptionsTest {
    private static final PlanKey PRO = new PlanKey("pro");
    private static final Instant FOUNDED = Instant.parse("2099-03-01T10:20:00Z");
    private static final Instant QUARTER = Instant.parse("2099-03-01T10:15:00Z");
    private static final Duration STEP = Duration.ofMinutes(15);

    private final Jdbi jdbi = TestDatabase.jdbi();
    private final TimeOrderedUuids uuids = new TimeOrderedUuids(() -> FOUNDED, new SecureRandom());
    private final TenantId tenant = new TenantId(uuids.next());
    private final String keyHash = UUID.randomUUID().toString();
    private Instant now = FOUNDED;
    private final AuditLog audit = new AuditLog(jdbi, Dialect.teach(Jackson.newObjectMapper()), () -> now);
    private final Subscriptions subscriptions =
            new Subscriptions(jdbi, new SubscriptionStamp(FakeRegistry.client()), audit, uuids, () -> now);

    @BeforeEach
    void foundTheTenant() {
        while (subscriptions.takeTurns() > 0) {
            // What other tests left to be turned by then is not counted below.
        }
        jdbi.useHandle(handle -> {
            handle.execute(
                    "INSERT INTO access.tenant (id, name, created_at) VALUES (?, 'Acme', now())", tenant.value());
            handle.execute(
                    "INSERT INTO access.api_key"
                            + " (tenant_id, id, first_id, name, key_hash, last_four, scopes, created_at, version)"
                            + " SELECT ?, key, key, 'k', ?, 'abcd', '{}', now(), 1 FROM CAST(? AS uuid) key",
                    tenant.value(),
                    keyHash,
                    uuids.next());
        });
        jdbi.useTransaction(transaction -> subscriptions.welcome(transaction, Actor.PLATFORM, tenant));
    }

    @Test
    void welcomesATenantWithFreeFromTheQuarterHourItWasFoundedIn() {
        SubscriptionView free = only();

        assertThat(free.phases()).containsExactly(new Phase(new PlanKey("free"), QUARTER, null));
        assertThat(free.status()).isEqualTo("active");
        assertThat(stamps()).containsExactly(free.id().toString());
    }

    @Test
    void changesThePlanAtTheNextQuarterHourAndTellsTheEdgesThen() {
        SubscriptionView changed =
                subscriptions.change(Actor.PLATFORM, tenant, only().id(), new NewPlanChange(PRO, null));

        assertThat(changed.plan()).hasToString("free");
        assertThat(changed.phases().get(1)).isEqualTo(new Phase(PRO, QUARTER.plus(STEP), null));
        assertThat(subscriptions.takeTurns()).isZero();
        now = QUARTER.plus(STEP);
        assertThat(only().plan()).isEqualTo(PRO);
        assertThat(subscriptions.takeTurns()).isEqualTo(1);
        assertThat(subscriptions.takeTurns()).isZero();
        assertThat(told()).extracting(ApiKeyState::getPlan).containsExactly("free", "pro");
    }

    @Test
    void refusesAChangeToThePlanThatIsInForceThen() {
        SubscriptionId id = only().id();
        subscriptions.change(Actor.PLATFORM, tenant, id, new NewPlanChange(PRO, null));

        assertProblem(
                ProblemType.PLAN_UNCHANGED,
                () -> subscriptions.change(Actor.PLATFORM, tenant, id, new NewPlanChange(PRO, null)));
    }

    @Test
    void takesTheStampAwayWhenTheSubscriptionEndsAndPutsTheNextOneOn() {
        SubscriptionView free = only();
        subscriptions.cancel(Actor.PLATFORM, tenant, free.id(), new NewCancellation(QUARTER.plus(STEP)));
        SubscriptionView next = subscriptions.start(
                Actor.PLATFORM, tenant, new NewSubscription(PRO, QUARTER.plus(STEP.multipliedBy(2))));
        assertThat(only(free.id()).status()).isEqualTo("ending");
        assertThat(only(next.id()).status()).isEqualTo("scheduled");

        now = QUARTER.plus(STEP).minusNanos(1_000);
        assertThat(subscriptions.takeTurns()).isZero();
        now = QUARTER.plus(STEP);
        assertThat(subscriptions.takeTurns()).isEqualTo(1);
        assertThat(subscriptions.takeTurns()).isZero();
        assertThat(only(free.id()).status()).isEqualTo("ended");
        now = QUARTER.plus(STEP.multipliedBy(2));
        assertThat(subscriptions.takeTurns()).isEqualTo(1);

        assertThat(stamps())
                .containsExactly(free.id().toString(), null, next.id().toString());
        assertThat(versions()).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void changesTheStampOnceWhenOneSubscriptionFollowsTheOtherAtOnce() {
        SubscriptionView free = only();
        subscriptions.cancel(Actor.PLATFORM, tenant, free.id(), new NewCancellation(null));
        SubscriptionView next = subscriptions.start(Actor.PLATFORM, tenant, new NewSubscription(PRO, null));

        assertThat(next.startsAt()).isEqualTo(QUARTER.plus(STEP));
        now = QUARTER.plus(STEP).plusSeconds(3);
        subscriptions.takeTurns();

        assertThat(stamps()).containsExactly(free.id().toString(), next.id().toString());
    }

    @Test
    void startsNoSecondSubscriptionBesideAnother() {
        assertProblem(
                ProblemType.TENANT_SUBSCRIBED,
                () -> subscriptions.start(Actor.PLATFORM, tenant, new NewSubscription(PRO, null)));
        subscriptions.cancel(
                Actor.PLATFORM, tenant, only().id(), new NewCancellation(QUARTER.plus(STEP.multipliedBy(3))));
        assertProblem(
                ProblemType.TENANT_SUBSCRIBED,
                () -> subscriptions.start(
                        Actor.PLATFORM, tenant, new NewSubscription(PRO, QUARTER.plus(STEP.multipliedBy(2)))));
    }

    @Test
    void withdrawsOneThatHasNotBegun() {
        subscriptions.cancel(Actor.PLATFORM, tenant, only().id(), new NewCancellation(null));
        SubscriptionView next = subscriptions.start(
                Actor.PLATFORM, tenant, new NewSubscription(PRO, QUARTER.plus(STEP.multipliedBy(9))));

        SubscriptionView withdrawn = subscriptions.cancel(Actor.PLATFORM, tenant, next.id(), new NewCancellation(null));

        assertThat(withdrawn.status()).isEqualTo("ended");
        assertThat(withdrawn.phases()).isEmpty();
        assertThat(only(next.id())).isEqualTo(withdrawn);
        now = QUARTER.plus(STEP.multipliedBy(9));
        subscriptions.takeTurns();
        assertThat(stamps()).last().isNull();
    }

    @Test
    void cannotBeCancelledForALaterTimeOrChangedAfterItsEnd() {
        SubscriptionId id = only().id();
        subscriptions.cancel(Actor.PLATFORM, tenant, id, new NewCancellation(null));

        Instant later = QUARTER.plus(STEP.multipliedBy(4));
        assertProblem(
                ProblemType.SUBSCRIPTION_NOT_IN_FORCE,
                () -> subscriptions.cancel(Actor.PLATFORM, tenant, id, new NewCancellation(later)));
        assertProblem(
                ProblemType.SUBSCRIPTION_NOT_IN_FORCE,
                () -> subscriptions.change(Actor.PLATFORM, tenant, id, new NewPlanChange(PRO, later)));
        assertThat(subscriptions
                        .cancel(Actor.PLATFORM, tenant, id, new NewCancellation(null))
                        .endsAt())
                .isEqualTo(QUARTER.plus(STEP));
    }

    @Test
    void welcomesTenantsOfEarlierTimesOnce() {
        TenantId earlier = new TenantId(uuids.next());
        jdbi.useHandle(handle -> handle.execute(
                "INSERT INTO access.tenant (id, name, created_at) VALUES (?, 'Old', now())", earlier.value()));

        subscriptions.welcomeThoseWithout();
        subscriptions.welcomeThoseWithout();

        assertThat(subscriptions.list(earlier, new PageRequest(null, null)).data())
                .hasSize(1);
    }

    private SubscriptionView only() {
        return subscriptions.list(tenant, new PageRequest(1, null)).data().get(0);
    }

    private SubscriptionView only(SubscriptionId id) {
        return subscriptions.get(tenant, id);
    }

    private static void assertProblem(ProblemType type, Runnable action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.type()).isEqualTo(type));
    }

    private List<@Nullable String> stamps() {
        return told().stream().map(ApiKeyState::getSubscriptionId).toList();
    }

    private List<Long> versions() {
        return told().stream().map(ApiKeyState::getVersion).toList();
    }

    private List<ApiKeyState> told() {
        return Told.of(Topics.ACCESS_API_KEY_STATE, keyHash);
    }
}
