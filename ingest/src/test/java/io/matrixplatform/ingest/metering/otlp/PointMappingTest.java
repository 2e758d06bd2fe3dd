package io.matrixplatform.ingest.metering.otlp;

import static io.matrixplatform.ingest.metering.Events.NOW;
import static io.matrixplatform.ingest.metering.otlp.Exports.counter;
import static io.matrixplatform.ingest.metering.otlp.Exports.gauge;
import static io.matrixplatform.ingest.metering.otlp.Exports.nanos;
import static io.matrixplatform.ingest.metering.otlp.Exports.point;
import static io.matrixplatform.ingest.metering.otlp.Exports.upDownCounter;
import static io.matrixplatform.ingest.metering.otlp.Mapped.assertRejected;
import static io.matrixplatform.ingest.metering.otlp.Mapped.map;
import static io.matrixplatform.ingest.metering.otlp.Mapped.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much the data points of OpenTelemetry's metrics tell, and of when. */
class PointMappingTest {
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

    private static ExportMetricsServiceRequest levelAt(long nanos) {
        return Exports.of(gauge(
                "container.memory.usage",
                "By",
                point(1).toBuilder().setTimeUnixNano(nanos).build()));
    }
}
