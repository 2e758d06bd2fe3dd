package io.matrixplatform.api.operations.edges;

import static io.matrixplatform.model.access.limits.LimitKind.CONCURRENT_REQUESTS;
import static io.matrixplatform.model.access.limits.LimitKind.REQUESTS_PER_MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.events.operations.EdgeReport;
import io.matrixplatform.events.operations.LimitUse;
import io.matrixplatform.events.operations.LimitUsed;
import io.matrixplatform.events.operations.ServerHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EdgeReportsTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final String SERVER = "https://models.example/v1";

    private Instant now = NOON;
    private final EdgeReports reports = new EdgeReports(() -> now);

    @Test
    void countsOnAnEdgeForTenSecondsAfterItsLastWord() {
        reports.take(alive("edge-1", NOON, NOON));
        reports.take(use("edge-2", NOON, NOON.plusSeconds(3), 1));

        now = NOON.plusSeconds(10);
        assertThat(reports.heard()).extracting(Edge::edge).containsExactly("edge-1", "edge-2");
        now = NOON.plusSeconds(11);
        assertThat(reports.heard()).extracting(Edge::edge).containsExactly("edge-2");
        assertThat(reports.all()).hasSize(2);
    }

    @Test
    void knowsTheNewestWordOfAnEdgeAboutALimitWhateverComesFirst() {
        reports.take(use("edge-1", NOON, NOON.plusSeconds(2), 7));
        reports.take(use("edge-1", NOON, NOON.plusSeconds(1), 99));

        assertThat(used()).containsExactly(new Used(CONCURRENT_REQUESTS, 5L, 7, null));
    }

    @Test
    void holdsNothingThatAnEarlierProcessOfTheEdgeSaid() {
        reports.take(use("edge-1", NOON, NOON.plusSeconds(9), 7));
        reports.take(server("edge-1", NOON, NOON.plusSeconds(9)));

        reports.take(alive("edge-1", NOON.plusSeconds(5), NOON.plusSeconds(6)));

        assertThat(used()).isEmpty();
        assertThat(reports.server(edge(), SERVER)).isEmpty();
        reports.take(use("edge-1", NOON.plusSeconds(5), NOON.plusSeconds(7), 1));
        assertThat(used()).hasSize(1);
    }

    @Test
    void leavesOutALimitThatItDoesNotKnow() {
        reports.take(new EdgeReport(
                "edge-1",
                NOON,
                NOON,
                new LimitUse(
                        "sub_1",
                        List.of(
                                new LimitUsed("images_per_minute", 3L, 1L, 0L),
                                new LimitUsed("requests_per_minute", 60L, 2L, 2_000_000L))),
                null));

        assertThat(used()).containsExactly(new Used(REQUESTS_PER_MINUTE, 60L, 2, NOON.plusSeconds(2)));
    }

    @Test
    void tellsHowAServerIs() {
        reports.take(server("edge-1", NOON, NOON));

        assertThat(reports.server(edge(), SERVER))
                .contains(new ServerState(
                        5, NOON.plusSeconds(10), 3, Map.of("late", 5L), NOON, "late", NOON, List.of("env:A_API_KEY")));
        assertThat(reports.server(edge(), "https://other.example/v1")).isEmpty();
    }

    @Test
    void forgetsWhatIsOfNoUseToAnybody() {
        reports.take(use("edge-1", NOON, NOON, 7));
        reports.take(server("edge-1", NOON, NOON));
        reports.take(alive("edge-1", NOON, NOON.plus(Duration.ofHours(1))));

        reports.forgetBefore(NOON.plusSeconds(1));
        assertThat(used()).isEmpty();
        assertThat(reports.server(edge(), SERVER)).isPresent();

        reports.forgetBefore(NOON.plus(Duration.ofHours(2)));
        assertThat(reports.all()).isEmpty();
    }

    private Edge edge() {
        return reports.all().get(0);
    }

    private List<Used> used() {
        return reports.used(edge(), "sub_1");
    }

    private static EdgeReport alive(String edge, Instant startedAt, Instant saidAt) {
        return new EdgeReport(edge, startedAt, saidAt, null, null);
    }

    private static EdgeReport use(String edge, Instant startedAt, Instant saidAt, long used) {
        return new EdgeReport(
                edge,
                startedAt,
                saidAt,
                new LimitUse("sub_1", List.of(new LimitUsed("concurrent_requests", 5L, used, 0L))),
                null);
    }

    private static EdgeReport server(String edge, Instant startedAt, Instant saidAt) {
        return new EdgeReport(
                edge,
                startedAt,
                saidAt,
                null,
                new ServerHealth(
                        SERVER,
                        5,
                        NOON.plusSeconds(10),
                        3L,
                        Map.of("late", 5L),
                        NOON,
                        "late",
                        NOON,
                        List.of("env:A_API_KEY")));
    }
}
