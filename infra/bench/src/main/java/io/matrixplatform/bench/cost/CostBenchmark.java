package io.matrixplatform.bench.cost;

import io.matrixplatform.bench.ApiClient;
import io.matrixplatform.bench.Benchmark;
import io.matrixplatform.bench.Figures;
import io.matrixplatform.bench.Site;
import io.matrixplatform.bench.WholeStack;
import io.matrixplatform.bench.load.Stages;
import io.matrixplatform.bench.load.SteadyLoad;
import io.matrixplatform.bench.load.Sums;
import io.matrixplatform.local.LocalStack;
import io.matrixplatform.local.layout.Port;
import io.matrixplatform.local.process.ProcessorTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Calls through the whole stack at 5,000 a second, and at 50,000 or what the machine lets through: the processor time of each
 * part, from the first call until every stage has the last one, divided by the calls. What the parts take while nothing is sent
 * is told as well: at a low rate it is most of it.
 */
public final class CostBenchmark implements Benchmark {
    private static final int LOW = 5_000;
    private static final int HIGH = 50_000;
    private static final int TENANTS = 6;
    private static final Duration WARM_UP = Duration.ofSeconds(90);
    private static final Duration MEASURED = Duration.ofSeconds(60);
    private static final Duration COUNT_LIMIT = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofSeconds(10);
    /** Looks at the parts until they are at rest; segments are still being built for a while. */
    private static final int LOOKS_MAX = 24;
    /** Of two looks in turn, where they are at rest. */
    private static final double LIKE = 0.9;

    /** Parts that take more have as much to do as there are cores, which looks like rest too. */
    private static final double AT_REST_MAX = 0.5 * Runtime.getRuntime().availableProcessors();

    private static final double MILLION = 1_000_000;

    private static final Map<String, List<String>> PARTS = new LinkedHashMap<>();

    static {
        PARTS.put("edge", List.of("ingest"));
        PARTS.put("broker", List.of("kafka"));
        PARTS.put("job", List.of("jobmanager", "taskmanager", "taskmanager-2"));
        PARTS.put("pinot", List.of("pinot"));
        PARTS.put("api", List.of("api"));
        PARTS.put("postgresql", List.of("postgresql"));
    }

    private final Site site;

    public CostBenchmark(Site site) {
        this.site = site;
    }

    @Override
    public String name() {
        return "cost";
    }

    @Override
    public String summary() {
        return "processor seconds per million events of each part, at 5,000 events/s and as many as go through";
    }

    @Override
    public void run(Figures figures) throws Exception {
        try (WholeStack whole = WholeStack.up(site, figures::progress)) {
            ApiClient operator =
                    new ApiClient(site.ports().url(Port.API), whole.stack().operatorToken());
            figures.progress("warming up");
            spend(whole.stack(), operator.found("Warm-up", TENANTS), HIGH, WARM_UP);
            double idle = rest(whole.stack(), figures);
            figures.figure("idle_cores", idle, "cores", "all parts while nothing is sent");
            Cost low = measure(whole.stack(), operator, LOW, "_5k", figures);
            rest(whole.stack(), figures);
            Cost high = measure(whole.stack(), operator, HIGH, "_50k", figures);
            figures.figure(
                    "growth_ratio",
                    high.perMillion / low.perMillion,
                    "ratio",
                    String.format("%.1f s per million at %,d events/s", low.perMillion, LOW));
            double lowBeyond = low.beyond(idle);
            if (lowBeyond > 0) {
                figures.figure(
                        "growth_ratio_beyond_idle",
                        high.beyond(idle) / lowBeyond,
                        "ratio",
                        String.format("%.1f s per million at %,d events/s", lowBeyond, LOW));
            } else {
                figures.progress("the parts took more at rest than with few events: no growth beyond that is told");
            }
        }
    }

    /** @return cores that all parts take when what came of an earlier load is done */
    private static double rest(LocalStack stack, Figures figures) throws IOException, InterruptedException {
        double before = Double.MAX_VALUE;
        for (int look = 0; look < LOOKS_MAX; look++) {
            double begun = sum(processorSeconds(stack));
            TimeUnit.MILLISECONDS.sleep(LOOK.toMillis());
            double cores = (sum(processorSeconds(stack)) - begun) / LOOK.toSeconds();
            if (cores >= before * LIKE && cores < AT_REST_MAX) {
                return cores;
            }
            before = cores;
        }
        figures.progress(String.format("the parts do not come to rest: they take %.2f cores", before));
        return before;
    }

    /**
     * What a load has cost.
     *
     * @param perMillion processor seconds of all parts
     * @param perSecond calls, over all the time that is in it
     */
    private record Cost(double perMillion, double perSecond) {
        double beyond(double idleCores) {
            return perMillion - idleCores / perSecond * MILLION;
        }
    }

    private Cost measure(LocalStack stack, ApiClient operator, int perSecond, String suffix, Figures figures)
            throws Exception {
        figures.progress(String.format("%,d events/s", perSecond));
        Spent spent = spend(stack, operator.found("Load" + suffix, TENANTS), perSecond, MEASURED);
        figures.figure("acknowledged_per_s" + suffix, spent.calls / spent.sending, "events/s");
        figures.figure("counted_per_s" + suffix, spent.calls / spent.counting, "events/s");
        Map<String, Double> perMillion = new LinkedHashMap<>();
        PARTS.forEach((name, parts) -> {
            double seconds = parts.stream().mapToDouble(spent.seconds::get).sum();
            perMillion.put(name, seconds / spent.calls * MILLION);
            figures.figure("cpu_s_per_million_facts_" + name + suffix, perMillion.get(name), "s");
        });
        figures.figure("cpu_s_per_million_facts_all" + suffix, sum(perMillion), "s");
        return new Cost(sum(perMillion), spent.calls / spent.counting);
    }

    /**
     * What a load has taken.
     *
     * @param sending seconds until the last call was acknowledged
     * @param counting seconds until every stage had it
     * @param seconds of processor time, by part of the stack
     */
    private record Spent(long calls, double sending, double counting, Map<String, Double> seconds) {}

    private Spent spend(LocalStack stack, List<ApiClient.Tenant> tenants, int perSecond, Duration time)
            throws Exception {
        Instant since = Instant.ofEpochMilli(System.currentTimeMillis());
        Stages stages = new Stages(site.ports().url(Port.API), tenants, since);
        Map<String, Double> before = processorSeconds(stack);
        long begin = System.nanoTime();
        SteadyLoad load = new SteadyLoad(site.ports().of(Port.INGEST), tenants, perSecond, "load");
        TimeUnit.MILLISECONDS.sleep(time.toMillis());
        load.close();
        double sending = (System.nanoTime() - begin) / 1e9;
        awaitCounted(load.acknowledged(), stages);
        double counting = (System.nanoTime() - begin) / 1e9;
        Map<String, Double> seconds = processorSeconds(stack);
        before.forEach((part, earlier) -> seconds.merge(part, -earlier, Double::sum));
        long calls =
                load.acknowledged().values().stream().mapToLong(Sums::calls).sum();
        return new Spent(calls, sending, counting, seconds);
    }

    private static void awaitCounted(Map<String, Sums> acknowledged, Stages stages)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + COUNT_LIMIT.toNanos();
        while (!stages.ledger().equals(acknowledged) || !stages.usage().equals(acknowledged)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("ledger and usage do not come to what was acknowledged");
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    private static Map<String, Double> processorSeconds(LocalStack stack) throws IOException {
        Map<String, Double> seconds = new LinkedHashMap<>();
        for (List<String> parts : PARTS.values()) {
            for (String part : parts) {
                ProcessHandle process =
                        stack.process(part).orElseThrow(() -> new IllegalStateException(part + " does not run"));
                seconds.put(part, ProcessorTime.of(process).toMillis() / 1_000.0);
            }
        }
        return seconds;
    }

    private static double sum(Map<String, Double> parts) {
        return parts.values().stream().mapToDouble(each -> each).sum();
    }
}
