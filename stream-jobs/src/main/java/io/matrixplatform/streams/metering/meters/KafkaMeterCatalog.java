package io.matrixplatform.streams.metering.meters;

import io.matrixplatform.events.Topics;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.streams.platform.StateTopic;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Reads {@code catalog.meter-state.v1} to the end offsets it has now. */
public final class KafkaMeterCatalog implements MeterCatalog {
    private final String bootstrap;
    private final String registryUrl;

    public KafkaMeterCatalog(String bootstrap, String registryUrl) {
        this.bootstrap = bootstrap;
        this.registryUrl = registryUrl;
    }

    /** @throws TimeoutException if the end was not reached within a minute: the job starts again */
    @Override
    public List<Meter> readAll() throws TimeoutException {
        return StateTopic.readAll(
                bootstrap, Topics.CATALOG_METER_STATE, new MeterReader(SchemaRegistry.at(registryUrl))::read);
    }
}
