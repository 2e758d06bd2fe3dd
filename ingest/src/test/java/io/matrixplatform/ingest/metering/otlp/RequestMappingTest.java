package io.matrixplatform.ingest.metering.otlp;

import static io.matrixplatform.ingest.metering.otlp.Exports.START;
import static io.matrixplatform.ingest.metering.otlp.Exports.TIME;
import static io.matrixplatform.ingest.metering.otlp.Exports.counter;
import static io.matrixplatform.ingest.metering.otlp.Exports.gauge;
import static io.matrixplatform.ingest.metering.otlp.Exports.point;
import static io.matrixplatform.ingest.metering.otlp.Exports.upDownCounter;
import static io.matrixplatform.ingest.metering.otlp.Mapped.assertRejected;
import static io.matrixplatform.ingest.metering.otlp.Mapped.map;
import static io.matrixplatform.ingest.metering.otlp.Mapped.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.events.metering.MetricKind;
import io.matrixplatform.events.metering.RuntimeMetric;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of OpenTelemetry's metrics is a sample of what. */
class RequestMappingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            container.cpu.time        | counter | s     |                                    | cpu     | s     | i-1
            container.cpu.time        | counter | s     | cpu.mode=user                      | cpu     | s     | i-1/user
            container.cpu.usage       | gauge   | {cpu} |                                    | cpu     | {cpu} | i-1
            container.cpu.usage       | gauge   | {cpu} | cpu.mode=kernel                    | cpu     | {cpu} | i-1/kernel
            process.cpu.time          | counter | s     | cpu.mode=system                    | cpu     | s     | i-1/system
            process.cpu.time          | counter | s     | state=system                       | cpu     | s     | i-1/system
            system.cpu.time           | counter | s     | cpu.mode=nice,cpu.logical_number=3 | cpu     | s     | i-1/3/nice
            system.cpu.time           | counter | s     | cpu=cpu0,state=interrupt           | cpu     | s     | i-1/cpu0/interrupt
            container.memory.usage    | gauge   | By    |                                    | memory  | By    | i-1
            container.memory.usage    | level   | By    |                                    | memory  | By    | i-1
            container.memory.working_set | gauge | By   |                                    | memory  | By    | i-1
            process.memory.usage      | level   | By    |                                    | memory  | By    | i-1
            system.memory.usage       | level   | By    | system.memory.state=used           | memory  | By    | i-1
            system.memory.usage       | level   | By    | state=used                         | memory  | By    | i-1
            container.filesystem.usage | level  | By    |                                    | storage | By    | i-1
            hw.gpu.utilization        | gauge   | 1     | hw.id=0                            | gpu     | {gpu} | i-1/0
            hw.gpu.utilization        | gauge   | 1     | hw.id=0,hw.gpu.task=general,hw.name=H100 | gpu | {gpu} | i-1/0
            matrix.runtime.gpu        | gauge   | {gpu} |                                    | gpu     | {gpu} | i-1
            matrix.runtime.gpu        | counter | s     |                                    | gpu     | s     | i-1
            matrix.runtime.storage    | gauge   |       |                                    | storage | By    | i-1
            matrix.runtime.queue.depth | gauge  | {job} |                                    | queue.depth | {job} | i-1
            matrix.runtime.queue.depth | counter |      |                                    | queue.depth | 1 | i-1
            """)
    void takesWhatTheConventionsCallUsage(
            String name, String kind, String unit, String attributes, String metric, String ourUnit, String instance) {
        RuntimeMetric sample = only(map(Exports.of(metric(kind, name, unit, point(0.5, split(attributes))))));

        assertThat(sample)
                .returns(metric, RuntimeMetric::getMetric)
                .returns(ourUnit, RuntimeMetric::getUnit)
                .returns(instance, RuntimeMetric::getInstanceId)
                .returns(kind.equals("counter") ? MetricKind.COUNTER : MetricKind.GAUGE, RuntimeMetric::getKind)
                .returns(kind.equals("gauge") ? null : START, RuntimeMetric::getStartedAt)
                .returns(TIME, RuntimeMetric::getOccurredAt)
                .returns("/otlp", RuntimeMetric::getSource);
        assertThat(sample.getQuantity()).isEqualByComparingTo("0.5");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jvm.thread.count           | level   | 1     |                     | is not metered; leave it out, or record it under a name that begins with matrix.runtime.
            matrix.runtime.            | gauge   | 1     |                     | is not metered
            gen_ai.client.token.usage  | counter | 1     |                     | calls and their tokens are, call by call: POST /v1/events
            container.cpu.usage        | counter | {cpu} |                     | must be a level
            container.memory.usage     | counter | By    |                     | must be a level
            matrix.runtime.memory      | counter | By    |                     | must be a level
            process.cpu.time           | level   | s     |                     | must be a monotonic sum
            process.cpu.time           | counter | ms    |                     | must be told in the unit s
            hw.gpu.utilization         | gauge   | %     |                     | must be told in the unit 1
            matrix.runtime.cpu         | gauge   | s     |                     | must be told in the unit {cpu}
            matrix.runtime.queue       | gauge   | a unit that is a long, long sentence | | has a unit of more than 32 characters
            system.cpu.time            | counter | s     | cpu.mode=idle       | of cpu.mode only
            system.memory.usage        | level   | By    | state=free          | of system.memory.state only used is usage
            hw.gpu.utilization         | gauge   | 1     | hw.gpu.task=encoder | of hw.gpu.task only general is usage
            process.cpu.time           | counter | s     | thread.name=main    | may have no attributes on its data points but [cpu.mode]
            container.memory.usage     | gauge   | By    | state=used          | may have no attributes on its data points but []
            matrix.runtime.gpu         | gauge   | {gpu} | hw.id=0             | may have no attributes on its data points but []
            """)
    void rejectsTheRestAndSaysWhatToDo(String name, String kind, String unit, String attributes, String remedy) {
        Samples mapped = map(Exports.of(metric(kind, name, unit, point(1, split(attributes)))));

        assertRejected(mapped, name + ": ", remedy);
    }

    @Test
    void rejectsNamesThatNoMetricMayHave() {
        for (String name : List.of("x".repeat(129), "a\tb")) {
            assertThat(map(Exports.of(gauge("matrix.runtime." + name, "1", point(1))))
                            .rejections()
                            .message())
                    .contains(
                            "has a name of more than 128 characters behind matrix.runtime., or with control characters");
        }
    }

    @ParameterizedTest
    @MethodSource("withoutAnAmount")
    void rejectsWhatTellsNoAmountByItsName(Metric metric) {
        Samples mapped =
                map(Exports.of(metric.toBuilder().setName("container.cpu.time").build()));

        assertThat(mapped.samples()).isEmpty();
        assertThat(mapped.rejections().total()).isEqualTo(2);
        assertThat(mapped.rejections().message())
                .startsWith("container.cpu.time: is a histogram or summary")
                .endsWith("(data points: 2)");
    }

    static Stream<Metric> withoutAnAmount() {
        return Stream.of(
                Metric.newBuilder()
                        .setHistogram(Histogram.newBuilder()
                                .addDataPoints(HistogramDataPoint.newBuilder())
                                .addDataPoints(HistogramDataPoint.newBuilder()))
                        .build(),
                Metric.newBuilder()
                        .setExponentialHistogram(ExponentialHistogram.newBuilder()
                                .addDataPoints(ExponentialHistogramDataPoint.newBuilder())
                                .addDataPoints(ExponentialHistogramDataPoint.newBuilder()))
                        .build(),
                Metric.newBuilder()
                        .setSummary(Summary.newBuilder()
                                .addDataPoints(SummaryDataPoint.newBuilder())
                                .addDataPoints(SummaryDataPoint.newBuilder()))
                        .build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"AGGREGATION_TEMPORALITY_DELTA", "AGGREGATION_TEMPORALITY_UNSPECIFIED"})
    void rejectsSumsThatAreNotCumulative(String temporality) {
        Metric.Builder sum = counter("process.cpu.time", "s", point(1)).toBuilder();
        sum.getSumBuilder().setAggregationTemporality(AggregationTemporality.valueOf(temporality));

        assertRejected(
                map(Exports.of(sum.build())),
                "process.cpu.time: ",
                "OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE");
    }

    @Test
    void takesOneOfSeveralWaysToTellTheSameWhateverTheirOrder() {
        Metric seconds = counter("container.cpu.time", "s", point(100));
        Metric cores = gauge("container.cpu.usage", "{cpu}", point(0.5));
        Metric process = counter("process.cpu.time", "s", point(90), point(80));
        Metric outright = gauge("matrix.runtime.cpu", "{cpu}", point(0.25));

        for (List<Metric> order : List.of(List.of(seconds, cores, process), List.of(process, cores, seconds))) {
            Samples mapped = map(Exports.of(order.toArray(Metric[]::new)));
            assertThat(only(mapped).getQuantity()).isEqualByComparingTo("100");
            assertThat(mapped.rejections().total()).isEqualTo(3);
            assertThat(mapped.rejections().message())
                    .contains("process.cpu.time: is left aside, since container.cpu.time tells the same");
        }
        assertThat(only(map(Exports.of(seconds, outright))).getQuantity()).isEqualByComparingTo("0.25");
        assertThat(map(Exports.of(cores, gauge("container.memory.usage", "By", point(1))))
                        .samples())
                .as("another metric")
                .hasSize(2);
    }

    @Test
    void countsRejectionsByMetricAndReasonAndKeepsTheMessageShort() {
        Metric[] metrics = Stream.iterate(0, i -> i + 1)
                .limit(40)
                .map(i -> gauge("x".repeat(200) + i, "1", point(1), point(2)))
                .toArray(Metric[]::new);
        Samples mapped = map(Exports.of(metrics));

        assertThat(mapped.rejections().total()).isEqualTo(80);
        assertThat(mapped.rejections().message())
                .contains("(data points: 2)")
                .endsWith("and 30 more reasons")
                .hasSizeLessThan(2_500);
        assertThat(map(Exports.of(gauge("a\nb", "1", point(1)))).rejections().message())
                .startsWith("(a metric without a readable name): is not metered");
    }

    private static Metric metric(String kind, String name, String unit, NumberDataPoint point) {
        String said = unit == null ? "" : unit;
        return switch (kind) {
            case "counter" -> counter(name, said, point);
            case "level" -> upDownCounter(name, said, point);
            default -> gauge(name, said, point);
        };
    }

    private static String[] split(String attributes) {
        return attributes == null ? new String[0] : attributes.split(",", -1);
    }
}
