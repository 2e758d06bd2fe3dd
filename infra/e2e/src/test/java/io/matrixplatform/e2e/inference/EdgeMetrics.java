package io.matrixplatform.e2e.inference;

import io.matrixplatform.e2e.platform.Http;

/** What an edge tells Prometheus. */
final class EdgeMetrics {
    private EdgeMetrics() {}

    /** A metric as it is now, summed over its labels; zero while there is none. */
    static double of(Http edge, String metric) {
        return edge.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(metric + " ") || line.startsWith(metric + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
