package io.matrixplatform.e2e.metering;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An exporter that never hears the first answer and so sends every batch twice; keeps what it sent. */
final class ExportedTwice implements MetricExporter {
    private final MetricExporter exporter;
    private final List<MetricData> sent = new ArrayList<>();

    ExportedTwice(MetricExporter exporter) {
        this.exporter = exporter;
    }

    List<MetricData> sent() {
        return sent;
    }

    @Override
    public CompletableResultCode export(Collection<MetricData> metrics) {
        sent.addAll(metrics);
        CompletableResultCode first = exporter.export(metrics).join(30, TimeUnit.SECONDS);
        return first.isSuccess() ? exporter.export(metrics) : first;
    }

    @Override
    public AggregationTemporality getAggregationTemporality(InstrumentType instrument) {
        return exporter.getAggregationTemporality(instrument);
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }
}
