package io.matrixplatform.bench.ingest;

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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One event a request, answered after {@code acks=all}, against an endpoint that reads the body and answers. Either has a core
 * of its own, and whatever calls and serves it the others.
 */
final class SingleEvents {
    private static final int EVENTS = 10_000;
    /** Enough that the door always has work while each waits for the log's answer. */
    private static final int CONNECTIONS = 256;

    private static final int ACCEPTED = 202;
    /** Many and short ones, in turn: what else goes on in the machine comes to both. */
    private static final int ROUNDS = 15;
    /** Rounds before those that count: on one core the compiler takes a minute to be done, beside the load. */
    private static final int WARM_UPS = 30;

    private static final Duration ROUND = Duration.ofSeconds(2);

    private final Site site;
    private final Servers servers;
    private final Figures figures;
    private final Cores cores = Cores.here();

    /** @param servers with the door among them */
    SingleEvents(Site site, Servers servers, Figures figures) {
        this.site = site;
        this.servers = servers;
        this.figures = figures;
    }

    void compare(String key) throws IOException, InterruptedException {
        int door = site.ports().of(Port.INGEST);
        int endpoint = site.ports().of(Port.API);
        List<byte[]> requests = Load.singles(site.ports().address(Port.INGEST), key, EVENTS, Instant.now());
        try (Child bare = Child.start(BareEndpoint.class, site.folders().log("bare"), endpoint)) {
            List<ProcessHandle> measured = List.of(servers.process("ingest"), bare.process());
            List<ProcessHandle> others = Stream.concat(
                            Stream.of(ProcessHandle.current()),
                            Stream.of("kafka", "registry").map(servers::process))
                    .toList();
            measured.forEach(cores::toOne);
            others.forEach(cores::toOthers);
            compare(door, endpoint, requests);
            Stream.concat(measured.stream(), others.stream()).forEach(cores::toAll);
        }
    }

    private void compare(int door, int endpoint, List<byte[]> requests) throws IOException {
        List<Double> through = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        for (int round = 1 - WARM_UPS; round <= ROUNDS; round++) {
            double bareRate = flood(endpoint, requests);
            double doorRate = flood(door, requests);
            figures.progress(String.format(
                    "round %d of %d%s: one event a request, door %.0f requests/s, bare endpoint %.0f requests/s",
                    round, ROUNDS, round < 1 ? " (warming up)" : "", doorRate, bareRate));
            if (round >= 1) {
                through.add(doorRate);
                bare.add(bareRate);
            }
        }
        String baseline = String.format("bare endpoint %.0f requests/s", Median.of(bare));
        figures.figure("single_ratio", Median.ofRatios(through, bare), "ratio", baseline);
        figures.figure("single_events_per_s", Median.of(through), "events/s", baseline);
    }

    private static double flood(int port, List<byte[]> requests) throws IOException {
        try (HttpLoad load = new HttpLoad(port, CONNECTIONS, requests, ACCEPTED)) {
            return load.flood(ROUND);
        }
    }
}
