package io.matrixplatform.api.catalog;

import io.dropwizard.jersey.setup.JerseyEnvironment;
import io.matrixplatform.api.access.AccessModule;
import io.matrixplatform.api.catalog.meters.MeterResource;
import io.matrixplatform.api.catalog.meters.Meters;
import io.matrixplatform.api.catalog.plans.PlanLimitResource;
import io.matrixplatform.api.catalog.plans.PlanLimits;
import io.matrixplatform.api.catalog.plans.PlanResource;
import io.matrixplatform.api.catalog.plans.Plans;
import io.matrixplatform.api.catalog.usagerules.UsageRuleResource;
import io.matrixplatform.api.catalog.usagerules.UsageRules;
import io.matrixplatform.api.platform.Platform;

/** Wires the catalog. */
public final class CatalogModule {
    public final Meters meters;
    public final Plans plans;
    public final UsageRules usageRules;

    public CatalogModule(Platform platform, AccessModule access, JerseyEnvironment http) {
        meters = new Meters(platform, access.audit);
        meters.definePredefined();
        plans = new Plans(platform.jdbi(), access.audit, platform.clock());
        usageRules = new UsageRules(platform, access.audit);
        usageRules.defineSeeds();
        http.register(new MeterResource(meters, access.tenants, platform.idempotency()));
        http.register(new PlanResource(plans));
        PlanLimits planLimits = new PlanLimits(plans, access.limits);
        planLimits.defineSeeds();
        http.register(new PlanLimitResource(planLimits));
        http.register(new UsageRuleResource(usageRules, platform.idempotency()));
    }
}
