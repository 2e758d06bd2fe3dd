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
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Instances that are sampled, go silent and restart: what every store says is what each second comes to by itself. */
@ExtendWith(RunningStack.class)
@Execution(ExecutionMode.CONCURRENT)
class RuntimeMetricsE2E {
    private static final Duration GAP = Duration.ofMinutes(5);
    private static final BigDecimal GIB = BigDecimal.valueOf(1L << 30);
    private static final BigDecimal HAIR = new BigDecimal("1E-12");

    private final List<InstanceSample> samples = new ArrayList<>();

    private EventDoor door;
    private Http api;
    private Books books;

    @BeforeEach
    void openShop(Platform platform) {
        Tenant tenant = Tenant.create(platform.operator(), "instances");
        door = EventDoor.of(platform, tenant);
        api = platform.api(tenant.secret());
        books = new Books(api);
    }

    @Test
    void metersWhatEachSecondComesToAndDeclaresTheRest() {
        Instant effective = defineOwn();
        await("the meter takes effect at " + effective)
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> Instant.now().isAfter(effective));
        Instant start = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(50));
        sample(start);
        send();
        books.settled();

        Instant to = start.plus(Duration.ofMinutes(48));
        String time = "&from=" + start + "&to=" + to;
        BigDecimal cpu = InstanceSample.hours(samples, "cpu", GAP);
        BigDecimal memory = InstanceSample.hours(samples, "memory", GAP).divide(GIB);
        BigDecimal own = InstanceSample.hours(samples, "cpu", Duration.ofMinutes(2));
        assertThat(own).as("a narrower gap").isLessThan(cpu);
        await("the ledger has it")
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    assertThat(usage("runtime.cpu_hours", time)).isCloseTo(cpu, within(HAIR));
                    assertThat(usage("runtime.memory_gib_hours", time)).isCloseTo(memory, within(HAIR));
                    assertThat(usage("own.cpu", time)).isCloseTo(own, within(HAIR));
                });
        assertThat(usage("runtime.cpu_hours", time + "&group_by=instance_id&filter=region:eu"))
                .isCloseTo(cpu, within(HAIR));
        assertThat(usage("runtime.cpu_hours", time, "minute")).isCloseTo(cpu, within(HAIR));
        assertThat(books.inTime("runtime.cpu_hours")).isCloseTo(cpu, within(HAIR));
        assertThat(gaps("runtime.cpu_hours", time))
                .contains(
                        "level GAP " + start.plusSeconds(15 * 60) + " " + start.plusSeconds(20 * 60),
                        "level RESTART " + start.plusSeconds(25 * 60 + 30) + " " + start.plusSeconds(26 * 60),
                        "counter GAP " + start.plusSeconds(10 * 60) + " " + start.plusSeconds(20 * 60),
                        "counter RESTART " + start.plusSeconds(25 * 60) + " " + start.plusSeconds(26 * 60));
        await("all stores agree")
                .atMost(Duration.ofSeconds(90))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(books.recount().path("data"))
                        .hasSize(8)
                        .allSatisfy(line -> assertThat(line.path("agrees").asBoolean())
                                .as("%s", line)
                                .isTrue()));
        JsonNode line = StreamSupport.stream(books.recount().path("data").spliterator(), false)
                .filter(each -> each.path("meter").asText().equals("runtime.cpu_hours"))
                .findFirst()
                .orElseThrow();
        for (String store : List.of("raw", "booked", "rollups")) {
            assertThat(new BigDecimal(line.at("/" + store + "/quantity").asText()))
                    .as(store)
                    .isCloseTo(cpu, within(HAIR));
        }
    }

    private Instant defineOwn() {
        Answer defined = api.post("/v1/meters", "application/json", """
                {"key":"own.cpu","event_type":"io.matrixplatform.runtime-metric.v1","unit":"core-hours",
                 "aggregation":"TIME_WEIGHTED_SUM","value_field":"quantity","gap_max":"PT2M","dimensions":["instance_id"],
                 "filters":[{"field":"metric","operator":"IN","values":["cpu"]}]}""");
        assertThat(defined.status()).as(defined.body()).isEqualTo(201);
        return Instant.parse(defined.json().path("effective_from").asText());
    }

    /** 40 minutes of a level and a counter, once a minute: silent from minute 11 to 19, restarted in minute 25. */
    private void sample(Instant start) {
        Random random = new Random(5);
        Instant born = start.minus(Duration.ofHours(9));
        Instant reborn = start.plusSeconds(25 * 60 + 30);
        BigDecimal counted = BigDecimal.valueOf(7_000);
        for (int minute = 0; minute <= 40; minute++) {
            Instant time = start.plusSeconds(60L * minute);
            Instant startedAt = minute <= 25 ? born : reborn;
            counted = minute == 26 ? BigDecimal.ONE : counted.add(BigDecimal.valueOf(random.nextInt(240_000), 3));
            if (minute > 10 && minute < 20) {
                continue;
            }
            BigDecimal cores = BigDecimal.valueOf(random.nextInt(800), 2);
            BigDecimal bytes = BigDecimal.valueOf(4_096L * random.nextInt(1 << 22));
            samples.add(new InstanceSample("l" + minute, "level", "cpu", false, time, startedAt, cores));
            samples.add(new InstanceSample("m" + minute, "level", "memory", false, time, startedAt, bytes));
            samples.add(new InstanceSample("c" + minute, "counter", "cpu", true, time, startedAt, counted));
        }
    }

    /** In disorder, in several requests, and a third of it twice. */
    private void send() {
        Random random = new Random(6);
        List<InstanceSample> sent = new ArrayList<>(samples);
        samples.stream().filter(each -> random.nextInt(3) == 0).forEach(sent::add);
        Collections.shuffle(sent, random);
        door.send(sent.stream().map(InstanceSample::toEvent).toList(), 25);
    }

    private BigDecimal usage(String meter, String time) {
        return usage(meter, time, "total");
    }

    private BigDecimal usage(String meter, String time, String window) {
        Answer answer = api.get("/v1/usage?window=" + window + "&meter=" + meter + time);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode row : answer.json().path("data")) {
            sum = sum.add(new BigDecimal(row.path("quantity").asText()));
        }
        return sum;
    }

    private List<String> gaps(String meter, String time) {
        Answer answer = api.get("/v1/usage/gaps?meter=" + meter + time);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        List<String> gaps = new ArrayList<>();
        for (JsonNode gap : answer.json().path("data")) {
            gaps.add(gap.path("instance_id").asText() + " " + gap.path("cause").asText() + " "
                    + gap.path("from").asText() + " " + gap.path("to").asText());
        }
        return gaps;
    }
}
