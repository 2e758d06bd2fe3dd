package io.matrixplatform.ingest.metering.otlp;

import static io.matrixplatform.ingest.metering.Events.NOW;
import static io.matrixplatform.ingest.metering.otlp.Exports.START;
import static io.matrixplatform.ingest.metering.otlp.Exports.TIME;
import static io.matrixplatform.ingest.metering.otlp.Exports.counter;
import static io.matrixplatform.ingest.metering.otlp.Exports.gauge;
import static io.matrixplatform.ingest.metering.otlp.Exports.nanos;
import static io.matrixplatform.ingest.metering.otlp.Exports.point;
import static io.matrixplatform.ingest.metering.otlp.Exports.resource;
import static io.matrixplatform.ingest.metering.otlp.Exports.upDownCounter;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.events.metering.MetricKind;
import io.matrixplatform.events.metering.RuntimeMetric;
import io.matrixplatform.ingest.access.KnownKey;
import io.matrixplatform.ingest.metering.EventBounds;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of OpenTelemetry's metrics is a sample of what. */
class RequestMappingTest {
    private static final EventBounds BOUNDS = new EventBounds(
            1_000_000, Duration.ofSeconds(1), 10, 50, Duration.ofDays(35), Duration.ofMinutes(5), 3, 4, 32, 16);

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
    void readsFromTheResourceWhatTheInstanceIs() {
        RuntimeMetric sample = only(map(Exports.of(
                resource(
                        "service.instance.id=i-1",
                        "service.name=chat",
                        "service.namespace=shop",
                        "gen_ai.request.model=gpt-4o",
                        "gen_ai.response.model=gpt-4o-2024",
                        "cloud.region=eu-west-1",
                        "host.name=h"),
                gauge("hw.gpu.utilization", "1", point(0.5)))));

        assertThat(sample)
                .returns("i-1", RuntimeMetric::getInstanceId)
                .returns("chat", RuntimeMetric::getAppId)
                .returns("gpt-4o", RuntimeMetric::getModel)
                .returns("eu-west-1", RuntimeMetric::getRegion);
    }

    @Test
    void leavesOutWhatTheResourceDoesNotSay() {
        RuntimeMetric sample = only(map(Exports.of(
                resource("service.instance.id=i-1", "service.name=unknown_service:java", "cloud.region="),
                gauge("hw.gpu.utilization", "1", point(0.5)))));

        assertThat(sample)
                .returns(null, RuntimeMetric::getAppId)
                .returns(null, RuntimeMetric::getModel)
                .returns(null, RuntimeMetric::getRegion);
    }

    @Test
    void takesTheModelThatAnsweredWhereNoneWasAskedFor() {
        assertThat(only(map(Exports.of(
                                resource("service.instance.id=i-1", "gen_ai.response.model=m"),
                                gauge("hw.gpu.utilization", "1", point(0.5)))))
                        .getModel())
                .isEqualTo("m");
    }

    @Test
    void rejectsInstancesWithoutAnId() {
        Metric metric = gauge("container.memory.usage", "By", point(1));

        assertRejected(
                map(Exports.of(resource("service.name=chat"), metric)),
                "container.memory.usage: ",
                "the resource has no service.instance.id");
        assertRejected(
                map(Exports.of(resource("service.instance.id=" + "i".repeat(129)), metric)),
                "container.memory.usage: ",
                "service.instance.id may have at most 128 characters");
        assertRejected(
                map(Exports.of(resource("service.instance.id=a\nb"), metric)),
                "container.memory.usage: ",
                "control character");
        assertRejected(
                map(Exports.of(
                        resource().toBuilder()
                                .addAttributes(KeyValue.newBuilder()
                                        .setKey("service.instance.id")
                                        .setValue(AnyValue.newBuilder().setBoolValue(true)))
                                .build(),
                        metric)),
                "container.memory.usage: ",
                "service.instance.id must be text");
    }

    @Test
    void rejectsPartsThatDoNotFitBesideTheirInstance() {
        assertRejected(
                map(Exports.of(
                        resource("service.instance.id=" + "i".repeat(126)),
                        gauge("hw.gpu.utilization", "1", point(0.5, "hw.id=10")))),
                "hw.gpu.utilization: ",
                "may have at most 128 characters");
    }

    @Test
    void takesOnlyModelsThatTheKeyMayBeUsedFor() {
        ExportMetricsServiceRequest request = Exports.of(
                resource("service.instance.id=i-1", "gen_ai.request.model=large"),
                gauge("hw.gpu.utilization", "1", point(0.5)));

        assertRejected(
                map(request, Set.of("small")), "hw.gpu.utilization: ", "a model that the API key may not be used for");
        assertThat(map(request, Set.of("large")).samples()).hasSize(1);
    }

    @Test
    void givesTheSamePointTheSameIdWheneverItIsSent() {
        String id = id(Exports.of(gauge("container.memory.usage", "By", point(1))));

        assertThat(id(Exports.of(gauge("container.memory.usage", "By", point(1)))))
                .isEqualTo(id);
        assertThat(id(Exports.of(gauge("container.memory.usage", "By", point(2)))))
                .as("another amount is a conflict, not another fact")
                .isEqualTo(id);
        assertThat(id).matches("[0-9a-f]{32}");
        assertThat(Stream.of(
                        Exports.of(gauge(
                                "container.memory.usage",
                                "By",
                                point(1).toBuilder()
                                        .setTimeUnixNano(nanos(TIME) + 1)
                                        .build())),
                        Exports.of(gauge("container.filesystem.usage", "By", point(1))),
                        Exports.of(
                                resource("service.instance.id=i-2"), gauge("container.memory.usage", "By", point(1))),
                        Exports.of(
                                resource("service.instance.id=i-1", "service.name=chat"),
                                gauge("container.memory.usage", "By", point(1))),
                        Exports.of(
                                resource("service.instance.id=i-1", "service.namespace=shop"),
                                gauge("container.memory.usage", "By", point(1)))))
                .extracting(RequestMappingTest::id)
                .doesNotHaveDuplicates()
                .doesNotContain(id);
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

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "-0.0, 0",
        "0.30000000000000004, 0.30000000000000004",
        "1.2345678901234567E-5, 0.000012345678901235",
        "4.9E-324, 0",
        "1.0E19, 10000000000000000000",
        "9.999999999999998E19, 99999999999999980000",
    })
    void readsAFloatingPointNumberAsTheDecimalThatWasWritten(double value, String quantity) {
        assertThat(only(map(Exports.of(gauge("container.memory.usage", "By", point(value)))))
                        .getQuantity())
                .isEqualByComparingTo(quantity)
                .satisfies(wire -> assertThat(wire.scale()).isEqualTo(18));
    }

    @ParameterizedTest
    @CsvSource({
        "NaN, are no number",
        "Infinity, are no number",
        "-0.5, below zero",
        "1.0E20, more than 20 digits",
        "1.7976931348623157E308, more than 20 digits",
    })
    void rejectsNumbersThatAreNoAmount(double value, String remedy) {
        assertRejected(
                map(Exports.of(gauge("container.memory.usage", "By", point(value)))),
                "container.memory.usage: ",
                remedy);
    }

    @Test
    void readsIntegersExactly() {
        NumberDataPoint most = point(0).toBuilder().setAsInt(Long.MAX_VALUE).build();

        assertThat(only(map(Exports.of(gauge("container.memory.usage", "By", most))))
                        .getQuantity())
                .isEqualByComparingTo("9223372036854775807");
    }

    @Test
    void rejectsAPointWithoutAValueUnlessItSaysSo() {
        NumberDataPoint none = point(0).toBuilder().clearValue().build();

        assertRejected(
                map(Exports.of(gauge("container.memory.usage", "By", none))),
                "container.memory.usage: ",
                "without a value");
        Samples said = map(Exports.of(gauge(
                "container.memory.usage", "By", none.toBuilder().setFlags(1).build())));
        assertThat(said.samples()).isEmpty();
        assertThat(said.rejections().total()).isZero();
    }

    @Test
    void takesTimesFromThirtyFiveDaysAgoToFiveMinutesAhead() {
        Instant oldest = NOW.minus(Duration.ofDays(35));
        Instant newest = NOW.plus(Duration.ofMinutes(5));

        assertThat(map(levelAt(nanos(oldest))).samples()).hasSize(1);
        assertThat(map(levelAt(nanos(newest))).samples()).hasSize(1);
        String name = "container.memory.usage: ";
        assertRejected(map(levelAt(nanos(oldest) - 1_000)), name, "more than 35 days ago");
        assertRejected(map(levelAt(nanos(newest) + 1_000)), name, "ahead; set the clock");
        assertRejected(map(levelAt(-1)), name, "ahead; set the clock");
        assertRejected(map(levelAt(0)), name, "without a time");
    }

    @Test
    void takesTheStartOfASumForItsLife() {
        NumberDataPoint unstarted =
                point(1).toBuilder().clearStartTimeUnixNano().build();
        NumberDataPoint later =
                point(1).toBuilder().setStartTimeUnixNano(nanos(NOW)).build();

        assertRejected(
                map(Exports.of(counter("process.cpu.time", "s", unstarted))),
                "process.cpu.time: ",
                "the time of its start");
        assertRejected(
                map(Exports.of(counter("process.cpu.time", "s", later))),
                "process.cpu.time: ",
                "older than their start");
        assertThat(only(map(Exports.of(upDownCounter("process.memory.usage", "By", unstarted))))
                        .getStartedAt())
                .isNull();
        assertThat(only(map(Exports.of(gauge("process.memory.usage", "By", later))))
                        .getStartedAt())
                .as("that of a gauge means nothing")
                .isNull();
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

    private static ExportMetricsServiceRequest levelAt(long nanos) {
        return Exports.of(gauge(
                "container.memory.usage",
                "By",
                point(1).toBuilder().setTimeUnixNano(nanos).build()));
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

    private static Samples map(ExportMetricsServiceRequest request) {
        return map(request, Set.of());
    }

    private static Samples map(ExportMetricsServiceRequest request, Set<String> models) {
        KnownKey key = new KnownKey(
                "key_1", "ten_1", "sub_1", "free", Set.of("usage:write"), null, false, models, List.of(), 1);
        return new RequestMapping(new SampleMapping(BOUNDS), key, NOW).map(request);
    }

    private static String id(ExportMetricsServiceRequest request) {
        return only(map(request)).getEventId();
    }

    private static RuntimeMetric only(Samples mapped) {
        assertThat(mapped.samples()).as(mapped.rejections().message()).hasSize(1);
        return mapped.samples().get(0);
    }

    private static void assertRejected(Samples mapped, String metric, String remedy) {
        assertThat(mapped.samples()).isEmpty();
        assertThat(mapped.rejections().total()).isEqualTo(1);
        assertThat(mapped.rejections().message()).startsWith(metric).contains(remedy);
    }
}
