package io.matrixplatform.api.catalog.meters;

import io.matrixplatform.api.platform.outbox.Outbox;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.catalog.MeterAggregation;
import io.matrixplatform.events.catalog.MeterState;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.model.ids.TenantId;
import org.jdbi.v3.core.Handle;

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
                .setAggregation(
                        switch (meter.aggregation()) {
                            case COUNT -> MeterAggregation.COUNT;
                            case SUM -> MeterAggregation.SUM;
                        })
                .setValueField(meter.valueField())
                .setDimensions(meter.dimensions())
                .setUnit(meter.unit())
                .setGraceSeconds(meter.graceSeconds())
                .setEffectiveFrom(meter.effectiveFrom())
                .setArchivedFrom(meter.archivedFrom())
                .setVersion(meter.version())
                .build();
        outbox.append(transaction, tenant + "/" + meter.key(), state);
    }
}
