package io.matrixplatform.ingest.metering;

import io.matrixplatform.ingest.platform.ProblemType;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** Counts events by what became of them, whose sum is what came in, and whoever was not let in. Thread-safe. */
final class IntakeMetrics {
    private final CounterDataPoint accepted;
    private final CounterDataPoint rejected;
    private final CounterDataPoint retry;
    private final Counter refusals;

    IntakeMetrics(PrometheusRegistry registry) {
        Counter events = Counter.builder()
                .name("metering_events_total")
                .help("Events by what the client was told: accepted, rejected, or to send again")
                .labelNames("outcome")
                .register(registry);
        accepted = events.labelValues("accepted");
        rejected = events.labelValues("rejected");
        retry = events.labelValues("retry");
        refusals = Counter.builder()
                .name("access_refusals_total")
                .help("Requests whose key did not let them in, by the problem they were answered")
                .labelNames("problem")
                .register(registry);
    }

    void countRefusal(ProblemType why) {
        refusals.labelValues(why.slug()).inc();
    }

    void count(Outcome outcome) {
        accepted.inc(outcome.accepted());
        rejected.inc(outcome.rejected().size());
        retry.inc(outcome.retry().size());
    }
}
