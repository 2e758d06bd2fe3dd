package io.matrixplatform.bench.viewers;

import io.matrixplatform.bench.ApiClient;
import io.matrixplatform.bench.Benchmark;
import io.matrixplatform.bench.Figures;
import io.matrixplatform.bench.Latencies;
import io.matrixplatform.bench.Site;
import io.matrixplatform.bench.WholeStack;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.local.layout.Port;
import io.matrixplatform.local.process.Memory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Two thousand event streams over loopback, each told of a minute that grows every half second: from the rollup's entry into
 * Kafka to the arrival of the event at each of them.
 */
public final class ViewersBenchmark implements Benchmark {
    private static final int VIEWERS = 2_000;
    private static final int WARM_UP = 20;
    private static final int CHANGES = 120;
    private static final Duration PACE = Duration.ofMillis(500);
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(90);
    private static final double KIB_PER_MIB = 1024;

    private final Site site;

    public ViewersBenchmark(Site site) {
        this.site = site;
    }

    @Override
    public String name() {
        return "viewers";
    }

    @Override
    public String summary() {
        return "2,000 viewers of live usage: how soon each is told";
    }

    @Override
    public void run(Figures figures) throws Exception {
        try (WholeStack whole = WholeStack.up(site, figures::progress)) {
            ApiClient.Tenant tenant =
                    new ApiClient(site.ports().url(Port.API), whole.stack().operatorToken()).found("Watched");
            Latencies latencies = new Latencies();
            try (GrowingMinute minute = new GrowingMinute(
                            site.ports().address(Port.KAFKA),
                            SchemaRegistry.at(site.ports().registryUrl()),
                            tenant.id());
                    Audience audience = new Audience(site.ports().of(Port.API), tenant.key(), minute, latencies)) {
                int connected = audience.gather(VIEWERS, CONNECT_LIMIT);
                figures.progress(connected + " viewers are connected");
                grow(minute, WARM_UP);
                audience.measure();
                grow(minute, CHANGES);
                audience.awaitLast(minute.value(), Duration.ofSeconds(20));
                double kib =
                        whole.stack().process("api").map(Memory::residentKib).orElse(0L);
                figures.figure("viewers_connected", audience.connected(), "viewers");
                figures.figure("delivery_p50_ms", latencies.percentile(50), "ms");
                figures.figure("delivery_p95_ms", latencies.percentile(95), "ms");
                figures.figure("resident_mib", kib / KIB_PER_MIB, "MiB");
            }
        }
    }

    private static void grow(GrowingMinute minute, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            minute.grow();
            TimeUnit.MILLISECONDS.sleep(PACE.toMillis());
        }
    }
}
