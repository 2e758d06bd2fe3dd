package io.matrixplatform.ingest.metering;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** Counts events by what became of them, whose sum is what came in. Thread-safe. */
final class IntakeMetrics {
    private final CounterDataPoint accepted;
    private final CounterDataPoint rejected;
    private final CounterDataPoint retry;

    IntakeMetrics(PrometheusRegistry registry) {
        Counter events = Counter.builder()
                .name("metering_events_total")
                .help("Events by what the client was told: accepted, rejected, or to send again")
                .labelNames("outcome")
                .register(registry);
        accepted = events.labelValues("accepted");
        rejected = events.labelValues("rejected");
        retry = events.labelValues("retry");
    }

    void count(Outcome outcome) {
        accepted.inc(outcome.accepted());
        rejected.inc(outcome.rejected().size());
        retry.inc(outcome.retry().size());
    }
}
