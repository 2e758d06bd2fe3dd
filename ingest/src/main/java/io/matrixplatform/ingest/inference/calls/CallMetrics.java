package io.matrixplatform.ingest.inference.calls;

import io.matrixplatform.ingest.inference.requests.Operation;
import io.matrixplatform.ingest.inference.upstreams.Fault;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Locale;

/** Counts calls by their end, and what became of their facts. Thread-safe. */
public final class CallMetrics {
    private final Counter calls;
    private final Counter faults;
    private final CounterDataPoint confirmed;
    private final CounterDataPoint kept;

    public CallMetrics(PrometheusRegistry registry) {
        calls = Counter.builder()
                .name("inference_calls_total")
                .help("Calls of models that were let in, by the status they ended with")
                .labelNames("operation", "status")
                .register(registry);
        faults = Counter.builder()
                .name("inference_upstream_faults_total")
                .help("Attempts to have a call answered that failed, by whose server it was and how")
                .labelNames("provider", "fault")
                .register(registry);
        Counter facts = Counter.builder()
                .name("inference_facts_total")
                .help("Facts of calls, by whether the log has confirmed them or they were kept on the disk")
                .labelNames("outcome")
                .register(registry);
        confirmed = facts.labelValues("confirmed");
        kept = facts.labelValues("kept");
    }

    void count(Operation operation, int status) {
        calls.labelValues(operation.name().toLowerCase(Locale.ROOT), Integer.toString(status))
                .inc();
    }

    void countFact(boolean isConfirmed) {
        (isConfirmed ? confirmed : kept).inc();
    }

    void countFault(String provider, Fault fault) {
        faults.labelValues(provider, fault.toString()).inc();
    }
}
