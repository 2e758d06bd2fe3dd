package io.matrixplatform.bench.recovery;

import io.matrixplatform.bench.ApiClient;
import io.matrixplatform.bench.Benchmark;
import io.matrixplatform.bench.Figures;
import io.matrixplatform.bench.Site;
import io.matrixplatform.bench.WholeStack;
import io.matrixplatform.bench.load.Stages;
import io.matrixplatform.bench.load.SteadyLoad;
import io.matrixplatform.bench.load.Sums;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.local.layout.Port;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Kills the task process of metering again and again while the door takes 20,000 calls a second: how long each time until the
 * conclusions are as near behind the door as they were before, and whether in the end every acknowledged call is counted once.
 */
public final class RecoveryBenchmark implements Benchmark {
    public static final int DEFAULT_KILLS = 20;

    private static final int PER_SECOND = 20_000;
    private static final int TENANTS = 6;
    private static final Duration WARM_UP = Duration.ofSeconds(60);
    /** On a busy machine fewer kills are better than none; what is left of forty minutes is for the recount. */
    private static final Duration KILLING_MAX = Duration.ofMinutes(32);

    private static final Duration RECOUNT_MAX = Duration.ofMinutes(3);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final Site site;
    private final int kills;

    public RecoveryBenchmark(Site site, int kills) {
        this.site = site;
        this.kills = kills;
    }

    @Override
    public String name() {
        return "recovery";
    }

    @Override
    public String summary() {
        return "from kill -9 of the task process to caught up, at 20,000 events/s; half an hour; [--kills N]";
    }

    @Override
    public Benchmark with(List<String> options) {
        if (options.isEmpty()) {
            return this;
        }
        if (options.size() != 2
                || !options.get(0).equals("--kills")
                || !options.get(1).matches("[1-9]\\d{0,2}")) {
            throw new IllegalArgumentException("recovery takes --kills and a number from 1 to 999");
        }
        return new RecoveryBenchmark(site, Integer.parseInt(options.get(1)));
    }

    @Override
    public void run(Figures figures) throws Exception {
        long until = System.nanoTime() + KILLING_MAX.toNanos();
        try (WholeStack whole = WholeStack.up(site, figures::progress)) {
            ApiClient operator =
                    new ApiClient(site.ports().url(Port.API), whole.stack().operatorToken());
            List<ApiClient.Tenant> tenants = operator.found("Load", TENANTS);
            Stages stages = new Stages(site.ports().url(Port.API), tenants, now());
            SteadyLoad load = new SteadyLoad(site.ports().of(Port.INGEST), tenants, PER_SECOND, "load");
            try (load;
                    Conclusions conclusions = conclusionsOf(load)) {
                figures.progress("warming up");
                TimeUnit.MILLISECONDS.sleep(WARM_UP.toMillis());
                Recovery.report(
                        recoveries(new Killing(whole.stack(), conclusions), until, figures), load.perSecond(), figures);
            }
            recount(load.acknowledged(), stages, operator, figures);
        }
    }

    private Conclusions conclusionsOf(SteadyLoad load) {
        return new Conclusions(
                site.ports().address(Port.KAFKA), SchemaRegistry.at(site.ports().registryUrl()), load::calls);
    }

    private List<Recovery> recoveries(Killing killing, long until, Figures figures)
            throws IOException, InterruptedException {
        List<Recovery> recoveries = new ArrayList<>();
        killing.settle();
        do {
            Recovery recovery = killing.once();
            recoveries.add(recovery);
            figures.progress(String.format("kill %d of %d: %s", recoveries.size(), kills, recovery));
        } while (recoveries.size() < kills && System.nanoTime() < until);
        return recoveries;
    }

    /** The account of the load, once nothing is sent any more, beside what PostgreSQL and Pinot come to. */
    private static void recount(Map<String, Sums> acknowledged, Stages stages, ApiClient operator, Figures figures)
            throws IOException, InterruptedException {
        figures.progress("counting");
        long end = System.nanoTime() + RECOUNT_MAX.toNanos();
        awaitLedger(operator, now(), end);
        Recount ledger = Recount.of(acknowledged, stages.ledger());
        Recount usage = Recount.of(acknowledged, stages.usage());
        while (!usage.isBalanced() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
            usage = Recount.of(acknowledged, stages.usage());
        }
        long calls = acknowledged.values().stream().mapToLong(Sums::calls).sum();
        report("lost", ledger.lost(), usage.lost(), calls, figures);
        report("doubled", ledger.doubled(), usage.doubled(), calls, figures);
    }

    private static void report(String what, long ofLedger, long ofRollups, long calls, Figures figures) {
        figures.figure(
                what,
                (double) Math.max(ofLedger, ofRollups),
                "calls and tokens",
                String.format("%d calls acknowledged; ledger %d, rollups %d", calls, ofLedger, ofRollups));
    }

    /** Until PostgreSQL has everything that was recorded before {@code moment}: then what it has is all there will be. */
    private static void awaitLedger(ApiClient operator, Instant moment, long end)
            throws IOException, InterruptedException {
        String through = "";
        while (through.isEmpty() || Instant.parse(through).isBefore(moment)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the ledger is only through " + through + ", and not " + moment);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
            through =
                    operator.get("/v1/metering/progress").path("ledger_through").asText("");
        }
    }

    private static Instant now() {
        return Instant.ofEpochMilli(System.currentTimeMillis());
    }
}
