package io.matrixplatform.ingest.inference.calls;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.ingest.inference.answers.TokenUsage;
import io.matrixplatform.ingest.inference.requests.Operation;
import io.matrixplatform.ingest.inference.upstreams.Fault;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts calls by their end, and what became of their facts. Thread-safe. */
public final class CallMetrics {
    /** As OpenTelemetry has them for the duration of GenAI operations. */
    private static final double[] SECONDS = {
        0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92
    };

    private static final double MILLIS = 1_000;
    private static final int GOOD = 200;

    private final Counter calls;
    private final Map<Operation, OfOperation> byOperation = new EnumMap<>(Operation.class);
    private final CounterDataPoint inputTokens;
    private final CounterDataPoint outputTokens;
    private final Counter faults;
    private final CounterDataPoint confirmed;
    private final CounterDataPoint kept;

    /** What is counted of nearly every call: to find it by its labels takes longer than to count. */
    private record OfOperation(
            String name, CounterDataPoint good, DistributionDataPoint durations, DistributionDataPoint firstText) {}

    public CallMetrics(PrometheusRegistry registry) {
        calls = Counter.builder()
                .name("inference_calls_total")
                .help("Calls of models that were let in, by the status they ended with")
                .labelNames("operation", "status")
                .register(registry);
        Histogram durations = Histogram.builder()
                .name("inference_call_seconds")
                .help("From a call's request to its end")
                .labelNames("operation")
                .classicOnly()
                .classicUpperBounds(SECONDS)
                .register(registry);
        Histogram firstText = Histogram.builder()
                .name("inference_first_text_seconds")
                .help("From a call's request to the first text that its caller got of a stream")
                .labelNames("operation")
                .classicOnly()
                .classicUpperBounds(SECONDS)
                .register(registry);
        for (Operation operation : Operation.values()) {
            String name = operation.name().toLowerCase(Locale.ROOT);
            byOperation.put(
                    operation,
                    new OfOperation(
                            name,
                            calls.labelValues(name, Integer.toString(GOOD)),
                            durations.labelValues(name),
                            firstText.labelValues(name)));
        }
        Counter tokens = Counter.builder()
                .name("inference_tokens_total")
                .help("Tokens as they stand in the facts of calls")
                .labelNames("direction")
                .register(registry);
        inputTokens = tokens.labelValues("input");
        outputTokens = tokens.labelValues("output");
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

    void count(Call call, int status, TokenUsage usage, long latencyMs) {
        OfOperation operation = requireNonNull(byOperation.get(call.operation()));
        (status == GOOD ? operation.good : calls.labelValues(operation.name, Integer.toString(status))).inc();
        operation.durations.observe(latencyMs / MILLIS);
        Long firstMs = call.firstTextMs();
        if (firstMs != null) {
            operation.firstText.observe(firstMs / MILLIS);
        }
        inputTokens.inc(usage.input());
        outputTokens.inc(usage.output());
    }

    void countConfirmed() {
        confirmed.inc();
    }

    /** A fact that the log has not taken goes to the disk. */
    public void countKept() {
        kept.inc();
    }

    void countFault(String provider, Fault fault) {
        faults.labelValues(provider, fault.toString()).inc();
    }
}
