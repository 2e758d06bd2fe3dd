package io.matrixplatform.api.billing;

import io.dropwizard.core.setup.Environment;
import io.matrixplatform.api.access.AccessModule;
import io.matrixplatform.api.billing.lateusage.LatePeriodResource;
import io.matrixplatform.api.billing.lateusage.LatePeriods;
import io.matrixplatform.api.billing.subscriptions.SubscriptionLimitResource;
import io.matrixplatform.api.billing.subscriptions.SubscriptionResource;
import io.matrixplatform.api.billing.subscriptions.SubscriptionTurns;
import io.matrixplatform.api.billing.subscriptions.Subscriptions;
import io.matrixplatform.api.catalog.plans.Plans;
import io.matrixplatform.api.metering.ledger.Ledger;
import io.matrixplatform.api.platform.Platform;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Wires billing. */
public final class BillingModule {
    public final SubscriptionTurns turns;

    public BillingModule(Platform platform, AccessModule access, Plans plans, Ledger ledger, Environment environment) {
        Subscriptions subscriptions =
                new Subscriptions(platform.jdbi(), access.stamp, access.audit, platform.uuids(), platform.clock());
        access.tenants.whenFounded(subscriptions::welcome);
        subscriptions.welcomeThoseWithout();
        turns = new SubscriptionTurns(subscriptions, platform.clock());
        takeTurns(environment, turns);
        LatePeriods latePeriods = new LatePeriods(ledger, subscriptions, plans, platform.clock());
        environment
                .jersey()
                .register(new LatePeriodResource(latePeriods, access.tenants, environment.getObjectMapper()));
        environment.jersey().register(new SubscriptionLimitResource(subscriptions, access.limits, access.tenants));
        environment
                .jersey()
                .register(new SubscriptionResource(subscriptions, plans, access.tenants, platform.idempotency()));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the turns handle their own failure
    private static void takeTurns(Environment environment, SubscriptionTurns turns) {
        ScheduledExecutorService timer = environment
                .lifecycle()
                .scheduledExecutorService("subscription-turns", true)
                .threads(1)
                .build();
        timer.scheduleWithFixedDelay(turns, 1, 1, TimeUnit.SECONDS);
    }
}
