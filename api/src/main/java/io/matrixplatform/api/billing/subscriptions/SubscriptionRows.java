package io.matrixplatform.api.billing.subscriptions;

import io.matrixplatform.api.billing.subscriptions.SubscriptionDao.Row;
import io.matrixplatform.model.catalog.PlanKey;
import io.matrixplatform.model.ids.SubscriptionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts subscriptions together from their phases. */
final class SubscriptionRows {
    private SubscriptionRows() {}

    /** In the order of the rows. */
    static List<Subscription> read(List<Row> rows) {
        Map<SubscriptionId, List<Row>> byId = new LinkedHashMap<>();
        rows.forEach(
                row -> byId.computeIfAbsent(row.id(), any -> new ArrayList<>()).add(row));
        return byId.values().stream().map(SubscriptionRows::one).toList();
    }

    private static Subscription one(List<Row> phases) {
        Row first = phases.get(0);
        TreeMap<Instant, PlanKey> plans = new TreeMap<>();
        for (Row row : phases) {
            Instant from = row.phaseFrom();
            PlanKey plan = row.plan();
            if (from != null && plan != null) {
                plans.put(from, plan);
            }
        }
        return new Subscription(
                first.id(), first.tenantId(), first.startsAt(), first.createdAt(), new Phases(plans, first.endsAt()));
    }
}
