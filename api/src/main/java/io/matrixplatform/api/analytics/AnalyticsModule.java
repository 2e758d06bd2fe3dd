package io.matrixplatform.api.analytics;

import io.dropwizard.core.setup.Environment;
import io.matrixplatform.api.access.tenants.Tenants;
import io.matrixplatform.api.analytics.overview.OverviewResource;
import io.matrixplatform.api.analytics.overview.Overviews;
import io.matrixplatform.api.analytics.overview.ReceivedCalls;
import io.matrixplatform.api.analytics.overview.StatusResource;
import io.matrixplatform.api.analytics.overview.Statuses;
import io.matrixplatform.api.metering.MeteringModule;
import io.matrixplatform.api.platform.Platform;
import java.util.concurrent.ExecutorService;

/** Wires analytics. */
public final class AnalyticsModule {
    public AnalyticsModule(
            AnalyticsConfig config,
            Platform platform,
            Tenants tenants,
            MeteringModule metering,
            Environment environment) {
        ExecutorService questions = environment
                .lifecycle()
                .executorService("overview-%d")
                .minThreads(config.threads())
                .maxThreads(config.threads())
                .build();
        ReceivedCalls received = new ReceivedCalls(metering.pinot, config.callsKept(), platform.clock());
        Overviews overviews = new Overviews(metering.usage, received, tenants, questions);
        environment.jersey().register(new OverviewResource(overviews, tenants));
        environment.jersey().register(new StatusResource(new Statuses(received), tenants));
    }
}
