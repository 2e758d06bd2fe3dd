package io.matrixplatform.api.billing.lateusage;

import io.matrixplatform.api.catalog.plans.LatePolicy;
import io.matrixplatform.model.catalog.PlanKey;
import io.matrixplatform.model.ids.SubscriptionId;
import io.matrixplatform.model.metering.MeterKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Late usage of one meter, billing period, plan and cause.
 *
 * @param subscriptionId null for usage without one, which is told by months of the calendar in UTC
 * @param plan the one in force when it was used; null without a subscription
 * @param closed whether the period is over
 * @param cause why it is late: because the fact was, or its correction, or its release from quarantine
 * @param afterClose whether it was recorded on the UTC day of the period's end, or later
 * @param quantity what was added less what was taken back, so it may be less than nothing
 * @param factCount the same of facts
 * @param policy of the plan when the period ended, or now; null without a plan
 * @param treatment what follows from it
 */
public record LatePeriod(
        @Nullable SubscriptionId subscriptionId,
        @Nullable PlanKey plan,
        Instant periodStart,
        Instant periodEnd,
        boolean closed,
        MeterKey meter,
        String cause,
        boolean afterClose,
        BigDecimal quantity,
        long factCount,
        LocalDate firstRecordedOn,
        LocalDate lastRecordedOn,
        @Nullable LatePolicy policy,
        Treatment treatment) {}
