package io.matrixplatform.api.catalog.meters;

import io.matrixplatform.api.platform.outbox.Outbox;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.catalog.FilterOperator;
import io.matrixplatform.events.catalog.MeterAggregation;
import io.matrixplatform.events.catalog.MeterState;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.metering.folds.Folding;
import io.matrixplatform.model.metering.measures.FieldFilter;
import java.math.BigDecimal;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Tells the jobs of each definition. */
final class MeterAnnouncements {
    private static final String EVERY_TENANT = "*";

    private final Outbox<MeterState> outbox;

    MeterAnnouncements(SchemaRegistry registry) {
        outbox = new Outbox<>(Topics.CATALOG_METER_STATE, registry);
    }

    void announce(Handle transaction, Meter meter) {
        TenantId owner = meter.tenantId();
        String tenant = owner == null ? EVERY_TENANT : owner.toString();
        MeterState state = MeterState.newBuilder()
                .setTenantId(tenant)
                .setMeterKey(meter.key().value())
                .setEventType(meter.eventType())
                .setAggregation(MeterAggregation.valueOf(meter.aggregation().name()))
                .setPercentile(percentile(meter))
                .setValueField(meter.valueField())
                .setExpression(meter.expression())
                .setFilters(meter.filters().stream()
                        .map(MeterAnnouncements::toEvent)
                        .toList())
                .setDimensions(meter.dimensions())
                .setGroupsMax(meter.groupsMax())
                .setGapMaxSeconds(meter.gapMaxSeconds())
                .setUnit(meter.unit())
                .setGraceSeconds(meter.graceSeconds())
                .setEffectiveFrom(meter.effectiveFrom())
                .setArchivedFrom(meter.archivedFrom())
                .setVersion(meter.version())
                .build();
        outbox.append(transaction, tenant + "/" + meter.key(), state);
    }

    /** With the decimals that the contract has. */
    private static @Nullable BigDecimal percentile(Meter meter) {
        BigDecimal percentile = meter.percentile();
        return percentile == null ? null : percentile.setScale(Folding.PERCENTILE_SCALE);
    }

    private static io.matrixplatform.events.catalog.MeterFilter toEvent(MeterFilter filter) {
        FieldFilter rule = filter.toRule();
        return new io.matrixplatform.events.catalog.MeterFilter(
                rule.field(), FilterOperator.valueOf(rule.operator().name()), filter.valuesOrNone());
    }
}
