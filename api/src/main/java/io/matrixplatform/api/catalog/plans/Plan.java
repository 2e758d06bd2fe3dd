package io.matrixplatform.api.catalog.plans;

import io.matrixplatform.model.catalog.PlanKey;

/**
 * A sellable package.
 *
 * @param selfService whether a tenant may choose it without asking the operator
 */
public record Plan(PlanKey key, String name, String description, boolean selfService) {}
