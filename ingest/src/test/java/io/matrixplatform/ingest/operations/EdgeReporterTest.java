package io.matrixplatform.ingest.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.events.operations.EdgeReport;
import io.matrixplatform.events.operations.LimitUsed;
import io.matrixplatform.events.operations.ServerHealth;
import io.matrixplatform.events.operations.TracedFact;
import io.matrixplatform.ingest.access.limits.LimitUse;
import io.matrixplatform.ingest.access.limits.LimitUse.Used;
import io.matrixplatform.ingest.inference.upstreams.Fault;
import io.matrixplatform.model.access.limits.LimitKind;
import io.matrixplatform.model.inference.BaseUrl;
import io.matrixplatform.model.inference.BaseUrl.Reach;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EdgeReporterTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final BaseUrl SERVER = BaseUrl.parse("https://models.example/v1", Reach.PUBLIC);
    private static final String OF_SERVER = "edge-1/server/https://models.example/v1";

    private Instant now = NOON;
    private final List<LimitUse> uses = new ArrayList<>();
    private final List<io.matrixplatform.ingest.inference.upstreams.ServerHealth> servers = new ArrayList<>();
    private final List<TracedFact> traced = new ArrayList<>();
    private final FakeReportLog log = new FakeReportLog();
    private final EdgeReporter reporter = new EdgeReporter(
            "edge-1", this::takeUses, () -> List.copyOf(servers), () -> List.copyOf(traced), log, () -> now);

    @Test
    void tellsInEachRoundThatItLivesAndSinceWhen() {
        round();
        assertThat(log.keys()).containsExactly("edge-1");
        log.answer(true);
        now = NOON.plusSeconds(1);
        round();

        assertThat(log.answer(true)).containsExactly(new EdgeReport("edge-1", NOON, NOON.plusSeconds(1), null, null));
    }

    @Test
    void tellsWhatIsUsedOfLimits() {
        use(3);
        now = NOON.plusSeconds(1);
        round();

        assertThat(log.keys()).containsExactlyInAnyOrder("edge-1", "edge-1/limits/sub_1");
        assertThat(log.answer(true))
                .contains(new EdgeReport(
                        "edge-1",
                        NOON,
                        NOON,
                        new io.matrixplatform.events.operations.LimitUse(
                                "sub_1", List.of(new LimitUsed("requests_per_minute", 60L, 3L, 3_000_000L))),
                        null));
    }

    @Test
    void tellsOfAServerWhenItIsOtherwiseThanItWas() {
        servers.add(health(0));
        round();
        assertThat(log.keys()).contains(OF_SERVER);
        log.answer(true);

        round();
        assertThat(log.keys()).doesNotContain(OF_SERVER);
        log.answer(true);

        servers.set(0, health(2));
        round();
        assertThat(log.keys()).contains(OF_SERVER);
        assertThat(log.answer(true))
                .extracting(EdgeReport::getServer)
                .contains(new ServerHealth(
                        SERVER.toString(),
                        2,
                        null,
                        7L,
                        Map.of("late", 2L),
                        NOON,
                        "late",
                        NOON,
                        List.of("env:OPENAI_API_KEY")));
    }

    @Test
    void tellsWhereTheFactsOfTracedCallsStandUntilItIsThereOrTooOld() {
        TracedFact fact = new TracedFact(
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "metering.api-calls.v1",
                2,
                17L,
                "ten_1",
                "/inference/edge-1",
                "req_1",
                NOON);
        traced.add(fact);
        log.takeTracedFacts(false);

        round();
        traced.clear();
        now = NOON.plusSeconds(60);
        round();
        assertThat(log.tracedFacts()).containsExactly(fact, fact);

        now = NOON.plusSeconds(61);
        round();
        assertThat(log.tracedFacts()).as("too old").hasSize(2);
    }

    @Test
    void tellsAgainWhatDidNotGetThere() {
        use(3);
        round();
        log.answer(false);

        round();
        assertThat(log.keys()).contains("edge-1/limits/sub_1");
        log.answer(true);

        round();
        assertThat(log.keys()).containsExactly("edge-1");
    }

    @Test
    void tellsTheNewestWordOnceTheOneBeforeIsAnswered() {
        use(3);
        round();
        use(9);
        round();
        assertThat(log.keys()).containsExactlyInAnyOrder("edge-1", "edge-1/limits/sub_1");
        log.answer(true);

        round();

        assertThat(log.answer(true))
                .filteredOn(report -> report.getLimitUse() != null)
                .singleElement()
                .satisfies(report -> assertThat(
                                report.getLimitUse().getLimits().get(0).getUsed())
                        .isEqualTo(9));
    }

    private void round() {
        reporter.round();
    }

    private void use(long used) {
        uses.add(new LimitUse(
                "sub_1", NOON, List.of(new Used(LimitKind.REQUESTS_PER_MINUTE, 60L, used, NOON.plusSeconds(used)))));
    }

    private List<LimitUse> takeUses() {
        List<LimitUse> all = List.copyOf(uses);
        uses.clear();
        return all;
    }

    private static io.matrixplatform.ingest.inference.upstreams.ServerHealth health(int failures) {
        return new io.matrixplatform.ingest.inference.upstreams.ServerHealth(
                SERVER,
                failures,
                null,
                7,
                failures == 0 ? Map.of() : Map.of(Fault.LATE, (long) failures),
                NOON,
                failures == 0 ? null : Fault.LATE,
                failures == 0 ? null : NOON,
                List.of("env:OPENAI_API_KEY"));
    }
}
