package io.matrixplatform.api.catalog.plans;

import io.matrixplatform.api.platform.http.Versioned;
import io.matrixplatform.model.catalog.PlanKey;

/**
 * A sellable package.
 *
 * @param selfService whether a tenant may choose it without asking the operator
 * @param lateUsage what becomes of usage that comes when its period is over
 */
public record Plan(
        PlanKey key, String name, String description, boolean selfService, LatePolicy lateUsage, long version)
        implements Versioned {}
