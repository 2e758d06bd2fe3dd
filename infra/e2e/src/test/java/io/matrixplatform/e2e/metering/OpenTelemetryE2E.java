package io.matrixplatform.e2e.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.matrixplatform.e2e.access.Tenant;
import io.matrixplatform.e2e.platform.Answer;
import io.matrixplatform.e2e.platform.Http;
import io.matrixplatform.e2e.platform.Platform;
import io.matrixplatform.e2e.platform.RunningStack;
import io.matrixplatform.local.layout.Port;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Services that measure themselves with OpenTelemetry's SDK and send by its exporter are metered to the digit. */
@ExtendWith(RunningStack.class)
@Execution(ExecutionMode.CONCURRENT)
class OpenTelemetryE2E {
    private static final Duration GAP = Duration.ofMinutes(5);
    private static final BigDecimal GIB = BigDecimal.valueOf(1L << 30);
    private static final BigDecimal HAIR = new BigDecimal("1E-12");

    private String metricsUrl;
    private Tenant tenant;
    private Http door;
    private Http api;
    private Books books;

    @BeforeEach
    void openShop(Platform platform) {
        tenant = Tenant.create(platform.operator(), "instrumented");
        metricsUrl = platform.stack().ports().url(Port.INGEST) + "/v1/metrics";
        door = platform.ingest(tenant.secret());
        api = platform.api(tenant.secret());
        books = new Books(api);
        await("the new key reaches the edge")
                .atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> door.post("/v1/metrics", "application/json", "{}").status() != 401);
    }

    @Test
    void metersWhatTheSdkExportsOnceThoughItIsSentTwice() {
        Instant start = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(50));
        List<InstanceSample> samples = new ArrayList<>(life("i-1", start, 0, 10));
        samples.addAll(life("i-1", start, 12, 20));
        books.settled();

        String time = "&from=" + start.minus(Duration.ofMinutes(1)) + "&to=" + start.plus(Duration.ofMinutes(30));
        Map<String, BigDecimal> expected = Map.of(
                "runtime.cpu_hours", InstanceSample.hours(samples, "cpu", GAP),
                "runtime.memory_gib_hours",
                        InstanceSample.hours(samples, "memory", GAP).divide(GIB),
                "runtime.gpu_hours", InstanceSample.hours(samples, "gpu", GAP));
        expected.forEach((meter, hours) -> {
            assertThat(hours).as(meter).isPositive();
            await(meter)
                    .atMost(Duration.ofSeconds(90))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(usage(meter, time)).isCloseTo(hours, within(HAIR)));
            assertThat(usage(meter, time + "&filter=app_id:chat&filter=model:m-1&filter=region:eu"))
                    .as("%s by what the resource says", meter)
                    .isCloseTo(hours, within(HAIR));
        });
        assertThat(usage("runtime.cpu_hours", time + "&filter=instance_id:i-1/user"))
                .as("one of its series")
                .isCloseTo(
                        InstanceSample.hours(
                                samples.stream()
                                        .filter(each -> each.instance().equals("i-1/user"))
                                        .toList(),
                                "cpu",
                                GAP),
                        within(HAIR));
        assertThat(gapCauses("runtime.cpu_hours", time)).contains("i-1/user RESTART", "i-1/system RESTART");
        assertThat(conflicts()).isEmpty();
    }

    @Test
    void metersLateWhatComesAfterTheGrace() {
        Instant start = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofHours(5));
        List<InstanceSample> samples = life("i-late", start, 0, 3);
        books.settled();

        BigDecimal hours = InstanceSample.hours(samples, "gpu", GAP);
        await("the late lane")
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(books.late("runtime.gpu_hours")).isCloseTo(hours, within(HAIR)));
        assertThat(books.inTime("runtime.gpu_hours")).isZero();
    }

    @Test
    void tellsWhatItDidNotTakeAndWhatContradictsWhatWasSaid() {
        Instant time = Instant.now().truncatedTo(ChronoUnit.SECONDS);

        JsonNode mixed = export(gauge("container.memory.usage", time, "1024") + "," + gauge("queue.depth", time, "3"));
        JsonNode old = export(gauge("container.memory.usage", time.minus(Duration.ofDays(36)), "1024"));
        JsonNode other = export(gauge("container.memory.usage", time, "2048"));

        assertThat(mixed.at("/partialSuccess/rejectedDataPoints").asText()).isEqualTo("1");
        assertThat(mixed.at("/partialSuccess/errorMessage").asText()).startsWith("queue.depth: is not metered");
        assertThat(old.at("/partialSuccess/errorMessage").asText()).contains("more than 35 days ago");
        assertThat(other).isEmpty();
        await("the conflict")
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(conflicts()).hasSize(1).allSatisfy(conflict -> {
                    assertThat(conflict.path("source").asText()).isEqualTo("/otlp");
                    assertThat(conflict.path("reason").asText()).isEqualTo("payload-differs");
                }));
    }

    /** A sample a minute, each sent twice. */
    private List<InstanceSample> life(String instance, Instant start, int firstMinute, int lastMinute) {
        ExportedTwice exporter = new ExportedTwice(OtlpHttpMetricExporter.builder()
                .setEndpoint(metricsUrl)
                .addHeader("Authorization", "Bearer " + tenant.secret())
                .setCompression("gzip")
                .build());
        Instant born = start.plusSeconds(60L * firstMinute - 30);
        try (InstrumentedService service = new InstrumentedService(instance, born, exporter)) {
            for (int minute = firstMinute; minute <= lastMinute; minute++) {
                service.workUntil(start.plusSeconds(60L * minute));
            }
            return service.samples();
        }
    }

    private JsonNode export(String metrics) {
        Answer answer = door.post("/v1/metrics", "application/json", """
                {"resourceMetrics": [{
                  "resource": {"attributes": [{"key": "service.instance.id", "value": {"stringValue": "i-2"}}]},
                  "scopeMetrics": [{"metrics": [%s]}]}]}""".formatted(metrics));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static String gauge(String name, Instant time, String value) {
        return "{\"name\":\"%s\",\"gauge\":{\"dataPoints\":[{\"timeUnixNano\":\"%d000000000\",\"asInt\":\"%s\"}]}}"
                .formatted(name, time.getEpochSecond(), value);
    }

    private BigDecimal usage(String meter, String time) {
        Answer answer = api.get("/v1/usage?window=total&meter=" + meter + time);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode row : answer.json().path("data")) {
            sum = sum.add(new BigDecimal(row.path("quantity").asText()));
        }
        return sum;
    }

    private List<String> gapCauses(String meter, String time) {
        Answer answer = api.get("/v1/usage/gaps?meter=" + meter + time);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        List<String> gaps = new ArrayList<>();
        for (JsonNode gap : answer.json().path("data")) {
            gaps.add(gap.path("instance_id").asText() + " " + gap.path("cause").asText());
        }
        return gaps;
    }

    private List<JsonNode> conflicts() {
        Instant now = Instant.now();
        Answer answer = api.get("/v1/usage/conflicts?from=" + now.minus(Duration.ofHours(1)) + "&to="
                + now.plus(Duration.ofMinutes(5)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        List<JsonNode> conflicts = new ArrayList<>();
        answer.json().path("data").forEach(conflicts::add);
        return conflicts;
    }
}
