package io.matrixplatform.bench.freshness;

import com.fasterxml.jackson.databind.JsonNode;
import io.matrixplatform.bench.ApiClient;
import io.matrixplatform.bench.Benchmark;
import io.matrixplatform.bench.Figures;
import io.matrixplatform.bench.Latencies;
import io.matrixplatform.bench.Site;
import io.matrixplatform.bench.WholeStack;
import io.matrixplatform.bench.load.Door;
import io.matrixplatform.bench.load.SteadyLoad;
import io.matrixplatform.local.layout.Port;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Ten probes a second within a steady load of other tenants' calls, on the whole stack: from the door's acknowledgement of a
 * probe to the first answer of {@code /v1/usage} that counts it, and to the first sum of the usage ledger that does.
 */
public final class FreshnessBenchmark implements Benchmark {
    private static final int TENANTS = 6;
    private static final Duration MEASURED = Duration.ofSeconds(50);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PROBES_PER_SECOND = 10;

    private final Site site;

    public FreshnessBenchmark(Site site) {
        this.site = site;
    }

    @Override
    public String name() {
        return "freshness";
    }

    @Override
    public String summary() {
        return "from acknowledged to seen in usage and in the ledger, at 1,000 and 20,000 events/s";
    }

    @Override
    public void run(Figures figures) throws Exception {
        try (WholeStack whole = WholeStack.up(site, figures::progress)) {
            ApiClient operator =
                    new ApiClient(site.ports().url(Port.API), whole.stack().operatorToken());
            List<ApiClient.Tenant> tenants = operator.found("Load", TENANTS);
            measure(1_000, "", Duration.ofSeconds(20), operator.found("Probe"), tenants, figures);
            // Longer, since compiling what runs takes its time when little of the machine is left for it.
            measure(20_000, "_20k", Duration.ofSeconds(75), operator.found("Probe 20k"), tenants, figures);
        }
    }

    private void measure(
            int perSecond,
            String suffix,
            Duration warmUp,
            ApiClient.Tenant prober,
            List<ApiClient.Tenant> tenants,
            Figures figures)
            throws Exception {
        figures.progress(String.format("%,d events/s: warming up", perSecond));
        try (SteadyLoad load = new SteadyLoad(site.ports().of(Port.INGEST), tenants, perSecond, "load" + suffix)) {
            TimeUnit.MILLISECONDS.sleep(warmUp.toMillis());
            ApiClient api = new ApiClient(site.ports().url(Port.API), prober.key());
            Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
            Instant from = now.truncatedTo(ChronoUnit.HOURS);
            String range = "&from=" + from + "&to=" + from.plus(2, ChronoUnit.HOURS);
            Watch usage =
                    new Watch(() -> counted(api.get("/v1/usage?meter=api.calls&window=total" + range), "quantity"));
            Watch ledger =
                    new Watch(() -> counted(api.get("/v1/usage/ledger/totals?meter=api.calls" + range), "ledger"));
            probe(prober, usage, ledger);
            figures.progress(String.format("%,.0f events/s were acknowledged", load.perSecond()));
            figures.figure("acknowledged_per_s" + suffix, load.perSecond(), "events/s");
            report("pinot", suffix, usage.latencies(), figures);
            report("ledger", suffix, ledger.latencies(), figures);
        }
    }

    private void probe(ApiClient.Tenant prober, Watch usage, Watch ledger) throws Exception {
        long probes = MEASURED.toSeconds() * PROBES_PER_SECOND;
        ExecutorService watchers = Executors.newFixedThreadPool(2);
        try (Door door = new Door(site.ports().of(Port.INGEST), prober.key(), "probe")) {
            long limit = MEASURED.plus(PATIENCE).toNanos();
            List<Future<?>> watching = new ArrayList<>();
            for (Watch watch : List.of(usage, ledger)) {
                watching.add(watchers.submit(() -> {
                    watch.run(probes, limit);
                    return null;
                }));
            }
            long begin = System.nanoTime();
            for (long probe = 0; probe < probes; probe++) {
                long due = begin + probe * TimeUnit.SECONDS.toNanos(1) / PROBES_PER_SECOND;
                TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
                door.send(probe, 1);
                long acknowledged = System.nanoTime();
                usage.acknowledged(acknowledged);
                ledger.acknowledged(acknowledged);
            }
            for (Future<?> watch : watching) {
                watch.get();
            }
        } finally {
            watchers.shutdownNow();
        }
    }

    /** A total has one row, or none while nothing was used. */
    private static long counted(JsonNode answer, String field) {
        JsonNode quantity = answer.path("data").path(0).path(field);
        JsonNode text = quantity.isObject() ? quantity.path("quantity") : quantity;
        return text.isMissingNode() ? 0 : new BigDecimal(text.asText()).longValueExact();
    }

    private static void report(String what, String suffix, Latencies latencies, Figures figures) {
        for (int percent : List.of(50, 95, 99)) {
            figures.figure(what + "_p" + percent + "_ms" + suffix, latencies.percentile(percent), "ms");
        }
    }
}
