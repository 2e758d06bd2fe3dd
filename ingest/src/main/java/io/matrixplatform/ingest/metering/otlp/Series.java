package io.matrixplatform.ingest.metering.otlp;

import io.matrixplatform.events.metering.MetricKind;
import io.matrixplatform.ingest.metering.CleanText;
import io.matrixplatform.ingest.metering.SampleRules;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.util.List;

/**
 * A metric whose data points are samples, as far as the metric itself tells.
 *
 * @param unit of the samples
 * @param tellsStart whether the time of start of a point is that of a life: of a gauge it is none
 */
record Series(Convention convention, MetricKind kind, String unit, boolean tellsStart, List<NumberDataPoint> points) {
    /** @throws UnusableException if none of its points is a sample */
    static Series of(Metric metric) throws UnusableException {
        if (metric.getName().startsWith("gen_ai.")) {
            throw new UnusableException(
                    "is not metered here; calls and their tokens are, call by call: POST /v1/events");
        }
        if (!metric.hasGauge() && !metric.hasSum()) {
            throw new UnusableException(
                    "is a histogram or summary, which tells no exact amount; leave it out, or send a gauge or a sum");
        }
        Convention convention = Convention.of(metric.getName());
        if (convention == null) {
            throw new UnusableException(
                    "is not metered; leave it out, or record it under a name that begins with " + Convention.OUTRIGHT);
        }
        if (convention.metric().length() > SampleRules.LABEL_MAX_CHARS || !CleanText.is(convention.metric())) {
            throw new UnusableException("has a name of more than " + SampleRules.LABEL_MAX_CHARS + " characters behind "
                    + Convention.OUTRIGHT + ", or with control characters");
        }
        if (metric.hasSum()) {
            requireCumulative(metric.getSum().getAggregationTemporality());
        }
        MetricKind kind = metric.getSum().getIsMonotonic() ? MetricKind.COUNTER : MetricKind.GAUGE;
        requireKind(convention, kind);
        return new Series(
                convention,
                kind,
                unit(convention, kind, metric.getUnit()),
                metric.hasSum(),
                metric.hasSum()
                        ? metric.getSum().getDataPointsList()
                        : metric.getGauge().getDataPointsList());
    }

    private static void requireCumulative(AggregationTemporality temporality) throws UnusableException {
        if (temporality != AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE) {
            throw new UnusableException("must be of cumulative temporality: set "
                    + "OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE=cumulative, or make it so in the collector");
        }
    }

    private static void requireKind(Convention convention, MetricKind kind) throws UnusableException {
        boolean isLevel = convention.kind() == MetricKind.GAUGE || SampleRules.isOnlyALevel(convention.metric());
        if (isLevel && kind != MetricKind.GAUGE) {
            throw new UnusableException("must be a level: a gauge, or a sum that is not monotonic");
        }
        if (convention.kind() == MetricKind.COUNTER && kind != MetricKind.COUNTER) {
            throw new UnusableException("must be a monotonic sum");
        }
    }

    /** One that is not said is the one it has to be. */
    private static String unit(Convention convention, MetricKind kind, String said) throws UnusableException {
        String ours = SampleRules.unitOf(convention.metric(), kind);
        if (ours == null) {
            if (said.length() > SampleRules.UNIT_MAX_CHARS || !CleanText.is(said)) {
                throw new UnusableException("has a unit of more than " + SampleRules.UNIT_MAX_CHARS
                        + " characters, or with control characters");
            }
            return said.isEmpty() ? SampleRules.ANY_UNIT : said;
        }
        String wanted = convention.unit() == null ? ours : convention.unit();
        if (!said.isEmpty() && !said.equals(wanted)) {
            throw new UnusableException("must be told in the unit " + wanted);
        }
        return ours;
    }

    /** How many data points a metric has, of whichever kind it is. */
    static int points(Metric metric) {
        return switch (metric.getDataCase()) {
            case GAUGE -> metric.getGauge().getDataPointsCount();
            case SUM -> metric.getSum().getDataPointsCount();
            case HISTOGRAM -> metric.getHistogram().getDataPointsCount();
            case EXPONENTIAL_HISTOGRAM -> metric.getExponentialHistogram().getDataPointsCount();
            case SUMMARY -> metric.getSummary().getDataPointsCount();
            case DATA_NOT_SET -> 0;
        };
    }
}
