package io.matrixplatform.api.catalog.plans;

import jakarta.validation.constraints.NotNull;

/** What is to be different about a plan from now on. */
record PlanChange(
        @NotNull(message = "next_invoice, credit_note or ignore") LatePolicy lateUsage) {}
