package io.matrixplatform.ingest.access.limits;

import io.matrixplatform.ingest.access.limits.Decision.Refused;
import io.matrixplatform.model.access.limits.WhenStale;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleSupplier;

/** Counts decisions by what came of them, and shows what the limiter holds. */
final class LimiterMetrics {
    private final Counter decisions;
    private final CounterDataPoint admitted;

    LimiterMetrics(PrometheusRegistry registry) {
        decisions = Counter.builder()
                .name("access_limit_decisions_total")
                .help("Calls let in, and those refused by the reason and the limit that would let them through last")
                .labelNames("outcome", "limit")
                .register(registry);
        admitted = decisions.labelValues("admitted", "");
    }

    void count(Decision decision) {
        if (decision instanceof Refused refused) {
            String limit =
                    refused.excess() == null ? "" : refused.excess().limit().name();
            decisions
                    .labelValues(refused.reason().name().toLowerCase(Locale.ROOT), limit)
                    .inc();
        } else {
            admitted.inc();
        }
    }

    static void show(LimitTable table, Limiter limiter, PrometheusRegistry registry) {
        gauge(registry, "access_permits_out", "Calls under way that hold a permit", limiter::permitsOut);
        gauge(registry, "access_limits_kept", "Limits of which something is used", limiter::metersKept);
        gauge(
                registry,
                "access_limit_table_age_seconds",
                "Since the last heartbeat of the control plane",
                () -> table.age().toMillis() / 1000.0);
        CounterWithCallback.builder()
                .name("access_permits_reaped_total")
                .help("Calls that nobody ended, ended at their deadline")
                .callback(now -> now.call((double) limiter.permitsReaped()))
                .register(registry);
        CounterWithCallback.builder()
                .name("access_tokens_settled_total")
                .help("Tokens that calls came to in the end, as their limits count them")
                .labelNames("kind")
                .callback(now -> {
                    Demand tokens = limiter.tokensSettled();
                    now.call((double) tokens.input(), "input");
                    now.call((double) tokens.output(), "output");
                })
                .register(registry);
        GaugeWithCallback.builder()
                .name("access_limits_when_stale")
                .help("Limits by what they do while the control plane is silent")
                .labelNames("policy")
                .callback(now -> Arrays.stream(WhenStale.values())
                        .forEach(each -> now.call((double) table.count(each), each.toString())))
                .register(registry);
    }

    private static void gauge(PrometheusRegistry registry, String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(now -> now.call(value.getAsDouble()))
                .register(registry);
    }
}
