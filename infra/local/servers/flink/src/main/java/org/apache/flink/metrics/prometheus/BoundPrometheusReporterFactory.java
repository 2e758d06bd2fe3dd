package org.apache.flink.metrics.prometheus;

import java.net.InetSocketAddress;
import java.util.Properties;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** Found by Flink under {@code metrics.reporter.NAME.factory.class}; beside it {@code host} and {@code port} must stand. */
public final class BoundPrometheusReporterFactory implements MetricReporterFactory {
    @Override
    public BoundPrometheusReporter createMetricReporter(Properties properties) {
        return new BoundPrometheusReporter(
                new InetSocketAddress(value(properties, "host"), Integer.parseInt(value(properties, "port"))));
    }

    /** Flink hands over what its settings say as it was read, numbers as numbers. */
    private static String value(Properties properties, String name) {
        Object value = properties.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "the Prometheus reporter lacks " + name + ": set metrics.reporter.NAME." + name);
        }
        return value.toString();
    }
}
