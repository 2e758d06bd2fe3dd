package io.matrixplatform.bench.edge;

import io.matrixplatform.bench.Figures;
import io.matrixplatform.bench.Latencies;
import io.matrixplatform.bench.Median;
import io.matrixplatform.bench.http.HttpLoad;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The same calls through the edge and through the bare proxy, in turn. */
final class Comparison {
    private static final int FLOODING_CONNECTIONS = 128;
    private static final int STEADY_CONNECTIONS = 128;
    private static final int GOOD = 200;
    private static final int ROUNDS = 5;
    /** Until the compiler is done with them: on a busy machine that takes calls, not seconds. */
    private static final int WARM_UP_CALLS = 400_000;

    private static final int WARM_UPS_MAX = 24;
    private static final Duration ROUND = Duration.ofSeconds(5);
    private static final int PER_SECOND = 2_000;
    private static final double HALF = 50;
    private static final double NEARLY_ALL = 99;

    private final int edge;
    private final int bare;
    private final List<byte[]> call;
    private final Figures figures;

    /** @param edge its port */
    Comparison(int edge, int bare, byte[] call, Figures figures) {
        this.edge = edge;
        this.bare = bare;
        this.call = List.of(call);
        this.figures = figures;
    }

    void warmUp() throws IOException {
        warmUp(bare);
        warmUp(edge);
    }

    private void warmUp(int port) throws IOException {
        double calls = 0;
        for (int round = 0; round < WARM_UPS_MAX && calls < WARM_UP_CALLS; round++) {
            calls += flood(port) * ROUND.toSeconds();
        }
    }

    /** @param cores that each of the two has: for people */
    void throughput(String cores) throws IOException {
        List<Double> through = new ArrayList<>();
        List<Double> past = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            past.add(flood(bare));
            through.add(flood(edge));
            figures.progress(String.format(
                    "round %d of %d: edge %.0f calls/s, bare proxy %.0f calls/s",
                    round, ROUNDS, through.get(round - 1), past.get(round - 1)));
        }
        String baseline = String.format("bare proxy %.0f calls/s, %s", Median.of(past), cores);
        figures.figure("throughput_ratio", Median.ofRatios(through, past), "ratio", baseline);
        figures.figure("relayed_calls_per_s", Median.of(through), "calls/s", baseline);
    }

    void latency() throws IOException, InterruptedException {
        List<Double> half = new ArrayList<>();
        List<Double> nearlyAll = new ArrayList<>();
        List<Double> bareNearlyAll = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            Latencies past = steadily(bare);
            Latencies through = steadily(edge);
            half.add(through.percentile(HALF) - past.percentile(HALF));
            nearlyAll.add(through.percentile(NEARLY_ALL) - past.percentile(NEARLY_ALL));
            bareNearlyAll.add(past.percentile(NEARLY_ALL));
            figures.progress(String.format(
                    "round %d of %d: edge %.2f ms (p50) %.2f ms (p99), bare proxy %.2f ms, %.2f ms",
                    round,
                    ROUNDS,
                    through.percentile(HALF),
                    through.percentile(NEARLY_ALL),
                    past.percentile(HALF),
                    past.percentile(NEARLY_ALL)));
        }
        String baseline = String.format(
                "bare proxy, %.2f ms (p99) at %d calls/s; medians of rounds", Median.of(bareNearlyAll), PER_SECOND);
        figures.figure("added_p50_ms", Median.of(half), "ms", baseline);
        figures.figure("added_p99_ms", Median.of(nearlyAll), "ms", baseline);
    }

    private double flood(int port) throws IOException {
        try (HttpLoad load = new HttpLoad(port, FLOODING_CONNECTIONS, call, GOOD)) {
            return load.flood(ROUND);
        }
    }

    private Latencies steadily(int port) throws IOException, InterruptedException {
        try (HttpLoad load = new HttpLoad(port, STEADY_CONNECTIONS, call, GOOD)) {
            return load.steadily(PER_SECOND, ROUND);
        }
    }
}
