package io.matrixplatform.api.operations.traces;

import io.dropwizard.core.setup.Environment;
import io.dropwizard.lifecycle.AutoCloseableManager;
import io.matrixplatform.api.metering.ledger.LedgerProjection;
import io.matrixplatform.api.metering.progress.ConclusionEnds;
import io.matrixplatform.api.platform.Platform;
import io.matrixplatform.api.platform.projections.ProjectionOffsets;
import io.matrixplatform.api.platform.projections.ProjectionRunner;
import io.matrixplatform.events.Topics;
import io.matrixplatform.tracing.Tracing;
import io.matrixplatform.tracing.TracingConfig;

/** Wires the following of traces, if there is a collector for them. */
public final class TraceModule {
    /** @param ledger makes the spans of what this process does */
    public TraceModule(TracingConfig config, Tracing ledger, Platform platform, Environment environment) {
        if (!ledger.isOn()) {
            return;
        }
        Tracing metering = Tracing.ofFollowers(config, Topics.METERING_GROUP, Topics.METERING_GROUP);
        MeteringOffsets metered = new MeteringOffsets(platform.kafka());
        ConclusionEnds ends = new ConclusionEnds(platform.kafka());
        ProjectionOffsets projected = new ProjectionOffsets(platform.jdbi());
        TraceProjection projection = new TraceProjection(
                metered,
                ends::read,
                () -> projected.find(LedgerProjection.NAME),
                new FactSpans(metering, ledger),
                platform.registry(),
                platform.clock());
        environment.lifecycle().manage(new AutoCloseableManager(metering));
        environment.lifecycle().manage(metered);
        environment.lifecycle().manage(ends);
        environment
                .lifecycle()
                .manage(new ProjectionRunner(
                        platform.jdbi(),
                        projection,
                        () -> platform.kafka().consumer(projection.name()),
                        platform.clock()));
    }
}
