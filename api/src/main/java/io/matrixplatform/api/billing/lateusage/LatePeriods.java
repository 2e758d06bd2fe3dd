package io.matrixplatform.api.billing.lateusage;

import io.matrixplatform.api.billing.subscriptions.Agreement;
import io.matrixplatform.api.billing.subscriptions.Phase;
import io.matrixplatform.api.billing.subscriptions.Subscriptions;
import io.matrixplatform.api.catalog.plans.LatePolicies;
import io.matrixplatform.api.catalog.plans.LatePolicy;
import io.matrixplatform.api.catalog.plans.Plans;
import io.matrixplatform.api.metering.ledger.LateTotal;
import io.matrixplatform.api.metering.ledger.Ledger;
import io.matrixplatform.model.billing.periods.Cadence;
import io.matrixplatform.model.billing.periods.Period;
import io.matrixplatform.model.billing.periods.Periods;
import io.matrixplatform.model.billing.periods.Terms;
import io.matrixplatform.model.billing.periods.ZoneTimeline;
import io.matrixplatform.model.catalog.PlanKey;
import io.matrixplatform.model.ids.SubscriptionId;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.metering.MeterKey;
import io.matrixplatform.model.time.TimeWindow;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The late lane by billing period. Periods are months from the day a subscription began, in UTC. What was used before it began or
 * after it ended, and has its stamp all the same, belongs to its first or last period. Thread-safe.
 */
public final class LatePeriods {
    private static final Terms MONTHLY =
            Terms.anniversary(Cadence.of(Cadence.Unit.MONTH), ZoneTimeline.of(ZoneOffset.UTC));
    private static final Terms CALENDAR = new Terms(
            MONTHLY.cadence(),
            Terms.Alignment.CALENDAR,
            null,
            null,
            MONTHLY.boundaryTime(),
            MONTHLY.zones(),
            MONTHLY.stubs(),
            MONTHLY.onTrial(),
            MONTHLY.onResume());

    /** Beyond any usage, and within what PostgreSQL can tell. */
    private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");

    private static final int PERIODS_MAX = 1_000;

    private final Ledger ledger;
    private final Subscriptions subscriptions;
    private final Plans plans;
    private final InstantSource clock;

    public LatePeriods(Ledger ledger, Subscriptions subscriptions, Plans plans, InstantSource clock) {
        this.ledger = ledger;
        this.subscriptions = subscriptions;
        this.plans = plans;
        this.clock = clock;
    }

    /** A stretch of a period under one plan, and the slices that belong to it. */
    private record Stretch(
            @Nullable SubscriptionId subscription,
            @Nullable PlanKey plan,
            Period period,
            @Nullable LatePolicy policy,
            TimeWindow slices) {}

    /**
     * By subscription, period, plan, meter and cause, in that order.
     *
     * @param meter null for all
     * @param window whose periods are meant: those that share an instant with it
     */
    List<LatePeriod> list(TenantId tenant, @Nullable MeterKey meter, TimeWindow window) {
        Instant now = clock.instant();
        List<LatePeriod> rows = new ArrayList<>();
        for (Stretch stretch : stretches(tenant, window, now)) {
            LocalDate closedOn = LocalDate.ofInstant(stretch.period.end(), ZoneOffset.UTC);
            List<LateTotal> totals = ledger.lateTotals(tenant, stretch.subscription, meter, stretch.slices, closedOn);
            Map<MeterKey, BigDecimal> net = new HashMap<>();
            totals.stream()
                    .filter(LateTotal::afterClose)
                    .forEach(total -> net.merge(total.meter(), total.quantity(), BigDecimal::add));
            totals.forEach(total -> rows.add(row(stretch, total, net, now)));
        }
        return rows;
    }

    private static LatePeriod row(Stretch stretch, LateTotal total, Map<MeterKey, BigDecimal> net, Instant now) {
        int signum = net.getOrDefault(total.meter(), BigDecimal.ZERO).signum();
        return new LatePeriod(
                stretch.subscription,
                stretch.plan,
                stretch.period.start(),
                stretch.period.end(),
                !stretch.period.end().isAfter(now),
                total.meter(),
                total.cause(),
                total.afterClose(),
                total.quantity(),
                total.factCount(),
                total.firstRecordedOn(),
                total.lastRecordedOn(),
                stretch.policy,
                Treatment.of(total.afterClose(), stretch.policy, signum));
    }

    private List<Stretch> stretches(TenantId tenant, TimeWindow window, Instant now) {
        LatePolicies policies = plans.latePolicies();
        List<Stretch> stretches = new ArrayList<>();
        for (Agreement agreement : subscriptions.agreements(tenant)) {
            Periods periods = Periods.of(MONTHLY, agreement.startsAt(), agreement.endsAt());
            for (Period period : periods.between(window.start(), window.end(), PERIODS_MAX)) {
                Instant told = period.end().isAfter(now) ? now : period.end();
                for (Phase phase : agreement.phases()) {
                    TimeWindow slices = slices(agreement, period, phase);
                    if (slices != null) {
                        LatePolicy policy = policies.of(phase.plan(), told);
                        stretches.add(new Stretch(agreement.id(), phase.plan(), period, policy, slices));
                    }
                }
            }
        }
        for (Period month :
                Periods.of(CALENDAR, window.start(), null).between(window.start(), window.end(), PERIODS_MAX)) {
            stretches.add(new Stretch(null, null, month, null, new TimeWindow(month.start(), month.end())));
        }
        return stretches;
    }

    /** Null if the phase is not in the period. */
    private static @Nullable TimeWindow slices(Agreement agreement, Period period, Phase phase) {
        Instant from = later(period.start(), phase.from());
        Instant to = phase.to() == null || period.end().isBefore(phase.to()) ? period.end() : phase.to();
        if (!from.isBefore(to)) {
            return null;
        }
        return new TimeWindow(
                from.equals(agreement.startsAt()) ? Instant.EPOCH : from,
                to.equals(agreement.endsAt()) ? END_OF_TIME : to);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
