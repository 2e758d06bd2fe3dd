package org.apache.flink.metrics.prometheus;

import io.prometheus.client.exporter.HTTPServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;

/** Shows the metrics of this process on one address and port. */
public final class BoundPrometheusReporter extends AbstractPrometheusReporter {
    private final HTTPServer server;

    BoundPrometheusReporter(InetSocketAddress address) {
        try {
            server = new HTTPServer(address, registry, true);
        } catch (IOException taken) {
            throw new UncheckedIOException("metrics cannot be shown on " + address, taken);
        }
    }

    @Override
    public void close() {
        server.stop();
        super.close();
    }
}
