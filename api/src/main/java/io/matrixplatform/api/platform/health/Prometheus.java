package io.matrixplatform.api.platform.health;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.core.setup.Environment;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.exporter.servlet.jakarta.PrometheusMetricsServlet;
import io.prometheus.metrics.instrumentation.dropwizard.DropwizardExports;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.DoubleSupplier;

/** Shows the metrics of the process on {@code /metrics} of the admin port, Dropwizard's own included. */
public final class Prometheus {
    private final PrometheusRegistry registry = new PrometheusRegistry();

    public Prometheus(MetricRegistry dropwizard) {
        DropwizardExports.builder().dropwizardRegistry(dropwizard).register(registry);
    }

    /** @param name {@code <area>_<noun>_<unit>} */
    public Prometheus gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(registry);
        return this;
    }

    public void serveOn(Environment environment) {
        environment
                .admin()
                .addServlet("prometheus", new PrometheusMetricsServlet(registry))
                .addMapping("/metrics");
    }
}
