package io.matrixplatform.bench.edge;

import io.matrixplatform.bench.Benchmark;
import io.matrixplatform.bench.ControlPlane;
import io.matrixplatform.bench.Figures;
import io.matrixplatform.bench.Median;
import io.matrixplatform.bench.Servers;
import io.matrixplatform.bench.Site;
import io.matrixplatform.bench.http.Child;
import io.matrixplatform.bench.http.Cores;
import io.matrixplatform.bench.http.HttpLoad;
import io.matrixplatform.local.layout.Port;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Chat completions through the edge, each checked, limited, relayed, and answered when its fact is in Kafka, against a bare
 * proxy of the same HTTP library in front of the same upstream. How many go through is measured with either on a core of its own,
 * and whatever calls and serves them on the others; how long they take at a steady rate, with all cores open to all.
 */
public final class EdgeBenchmark implements Benchmark {
    private static final String EDGE = "ingest";
    private static final int REFUSED = 429;
    private static final int GOOD = 200;
    private static final int ROUNDS = 3;
    private static final Duration ROUND = Duration.ofSeconds(5);
    private static final int CONNECTIONS = 64;

    private final Site site;
    private final Cores cores = Cores.here();

    public EdgeBenchmark(Site site) {
        this.site = site;
    }

    @Override
    public String name() {
        return "edge";
    }

    @Override
    public String summary() {
        return "calls of models through the edge, against a bare proxy; and its memory of a million keys";
    }

    @Override
    public void run(Figures figures) throws Exception {
        try (Servers servers = Servers.withContracts(site, figures::progress)) {
            EdgeCalls calls = tell(servers);
            servers.start(EDGE);
            calls(servers, calls, figures);
            servers.stopLast();
            figures.progress("telling the edge of a million keys");
            try (ControlPlane control = new ControlPlane(servers.kafka(), servers.registry())) {
                KeysHeap.tell(control);
            }
            servers.heap(EDGE, "1g");
            servers.start(EDGE);
            figures.figure(
                    "keys_heap_mib",
                    KeysHeap.measure(servers.process(EDGE), site.ports().url(Port.INGEST)),
                    "MiB");
        }
    }

    private EdgeCalls tell(Servers servers) throws IOException {
        try (ControlPlane control = new ControlPlane(servers.kafka(), servers.registry())) {
            return new EdgeCalls(
                    control, site.ports().address(Port.INGEST), site.ports().address(Port.SANDBOX));
        }
    }

    private void calls(Servers servers, EdgeCalls calls, Figures figures) throws Exception {
        int model = site.ports().of(Port.SANDBOX);
        int proxy = site.ports().of(Port.API);
        try (Child upstream = Child.start(Model.class, site.folders().log("model"), model);
                Child bare = Child.start(BareProxy.class, site.folders().log("bare"), proxy, Integer.toString(model))) {
            List<ProcessHandle> measured = List.of(servers.process(EDGE), bare.process());
            List<ProcessHandle> others = Stream.concat(
                            Stream.of(upstream.process(), ProcessHandle.current()),
                            Stream.of("kafka", "registry").map(servers::process))
                    .toList();
            Comparison comparison = new Comparison(site.ports().of(Port.INGEST), proxy, calls.admitted(), figures);
            figures.progress("warming up");
            comparison.warmUp();
            measured.forEach(cores::toOne);
            others.forEach(cores::toOthers);
            comparison.throughput(cores.canSeparate() ? "each on one core" : "on all cores");
            answers(calls.refused(), figures);
            Stream.concat(measured.stream(), others.stream()).forEach(cores::toAll);
            comparison.latency();
        }
    }

    /** Calls that the edge answers by itself: none that it would have to wait for anybody with. */
    private void answers(byte[] call, Figures figures) throws IOException {
        int port = site.ports().of(Port.INGEST);
        try (HttpLoad first = new HttpLoad(port, 1, List.of(call), GOOD)) {
            first.one();
        }
        try (HttpLoad load = new HttpLoad(port, CONNECTIONS, List.of(call), REFUSED)) {
            load.flood(ROUND);
            List<Double> rates = new ArrayList<>();
            for (int round = 1; round <= ROUNDS; round++) {
                rates.add(load.flood(ROUND));
            }
            figures.figure("calls_per_s", Median.of(rates), "calls/s");
        }
    }
}
