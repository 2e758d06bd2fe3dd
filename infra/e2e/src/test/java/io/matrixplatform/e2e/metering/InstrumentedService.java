package io.matrixplatform.e2e.metering;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.sdk.common.Clock;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** One life of a service that measures itself with OpenTelemetry's SDK, by a clock that the test turns. */
final class InstrumentedService implements AutoCloseable {
    private static final AttributeKey<String> CPU_MODE = AttributeKey.stringKey("cpu.mode");
    private static final AttributeKey<String> GPU = AttributeKey.stringKey("hw.id");
    private static final Attributes USER = Attributes.of(CPU_MODE, "user");
    private static final Attributes SYSTEM = Attributes.of(CPU_MODE, "system");

    private final Random random = new Random(11);
    private final String instance;
    private final ExportedTwice exporter;
    private final SdkMeterProvider provider;
    private final DoubleCounter cpuTime;
    // As of now: a provider that is closed exports once more, and must say the same.
    private Instant now;
    private long memory;
    private double firstGpu;
    private double secondGpu;

    InstrumentedService(String instance, Instant start, ExportedTwice exporter) {
        this.instance = instance;
        this.exporter = exporter;
        this.now = start;
        provider = SdkMeterProvider.builder()
                .setClock(new Turned())
                .setResource(Resource.create(Attributes.builder()
                        .put("service.name", "chat")
                        .put("service.instance.id", instance)
                        .put("gen_ai.request.model", "m-1")
                        .put("cloud.region", "eu")
                        .build()))
                .registerMetricReader(PeriodicMetricReader.builder(exporter)
                        .setInterval(Duration.ofDays(1))
                        .build())
                .build();
        Meter meter = provider.get("e2e");
        cpuTime = meter.counterBuilder("process.cpu.time")
                .setUnit("s")
                .ofDoubles()
                .build();
        meter.upDownCounterBuilder("process.memory.usage").setUnit("By").buildWithCallback(used -> used.record(memory));
        meter.gaugeBuilder("hw.gpu.utilization").setUnit("1").buildWithCallback(gpu -> {
            gpu.record(firstGpu, Attributes.of(GPU, "0"));
            gpu.record(secondGpu, Attributes.of(GPU, "1"));
        });
        meter.upDownCounterBuilder("jvm.thread.count").buildWithCallback(threads -> threads.record(17));
    }

    /** Works until then, and exports. */
    void workUntil(Instant time) {
        now = time;
        memory = 4_096L * random.nextInt(1 << 20);
        firstGpu = random.nextDouble();
        secondGpu = random.nextInt(100) / 100.0;
        cpuTime.add(random.nextDouble() * 50, USER);
        cpuTime.add(random.nextInt(9_000) / 1_000.0, SYSTEM);
        if (!provider.forceFlush().join(60, TimeUnit.SECONDS).isSuccess()) {
            throw new AssertionError("the exporter did not get its metrics through");
        }
    }

    /** What was exported, as samples: the times and values are the SDK's. */
    List<InstanceSample> samples() {
        List<InstanceSample> samples = new ArrayList<>();
        for (MetricData metric : exporter.sent()) {
            for (PointData point : metric.getData().getPoints()) {
                switch (metric.getName()) {
                    case "process.cpu.time" -> samples.add(sample(metric, point, "cpu", part(point, CPU_MODE)));
                    case "process.memory.usage" -> samples.add(sample(metric, point, "memory", ""));
                    case "hw.gpu.utilization" -> samples.add(sample(metric, point, "gpu", part(point, GPU)));
                    default -> {} // is not metered
                }
            }
        }
        return samples;
    }

    private static String part(PointData point, AttributeKey<String> attribute) {
        return "/" + requireNonNull(point.getAttributes().get(attribute));
    }

    private InstanceSample sample(MetricData metric, PointData point, String ours, String part) {
        boolean isGauge = metric.getType() == MetricDataType.DOUBLE_GAUGE;
        return new InstanceSample(
                "",
                instance + part,
                ours,
                ours.equals("cpu"),
                instant(point.getEpochNanos()),
                isGauge ? Instant.EPOCH : instant(point.getStartEpochNanos()),
                value(point));
    }

    private static BigDecimal value(PointData point) {
        if (point instanceof LongPointData whole) {
            return BigDecimal.valueOf(whole.getValue());
        }
        return BigDecimal.valueOf(((DoublePointData) point).getValue());
    }

    private static Instant instant(long nanos) {
        return Instant.EPOCH.plus(nanos, ChronoUnit.NANOS);
    }

    @Override
    public void close() {
        provider.close();
    }

    private final class Turned implements Clock {
        @Override
        public long now() {
            return ChronoUnit.NANOS.between(Instant.EPOCH, now);
        }

        @Override
        public long nanoTime() {
            return now();
        }
    }
}
