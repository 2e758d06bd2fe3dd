package io.matrixplatform.ingest.metering;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** Counts events and samples by what became of them, whose sum is what came in. Thread-safe. */
public final class IntakeMetrics {
    private final CounterDataPoint accepted;
    private final CounterDataPoint rejected;
    private final CounterDataPoint retry;

    IntakeMetrics(PrometheusRegistry registry) {
        Counter events = Counter.builder()
                .name("metering_events_total")
                .help("Events and samples by what the client was told: accepted, rejected, or to send again")
                .labelNames("outcome")
                .register(registry);
        accepted = events.labelValues("accepted");
        rejected = events.labelValues("rejected");
        retry = events.labelValues("retry");
    }

    /** @param unconfirmed to be sent again */
    public void count(int confirmed, int refused, int unconfirmed) {
        add(accepted, confirmed);
        add(rejected, refused);
        add(retry, unconfirmed);
    }

    /** Nearly every request has one kind of events only. */
    private static void add(CounterDataPoint kind, int events) {
        if (events > 0) {
            kind.inc(events);
        }
    }
}
