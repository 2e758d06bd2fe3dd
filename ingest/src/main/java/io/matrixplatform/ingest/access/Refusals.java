package io.matrixplatform.ingest.access;

import io.matrixplatform.ingest.platform.ProblemType;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** Counts whoever was not let in. Thread-safe. */
public final class Refusals {
    private final Counter refusals;

    public Refusals(PrometheusRegistry registry) {
        refusals = Counter.builder()
                .name("access_refusals_total")
                .help("Requests whose key did not let them in, by the problem they were answered")
                .labelNames("problem")
                .register(registry);
    }

    public void count(ProblemType why) {
        refusals.labelValues(why.slug()).inc();
    }
}
