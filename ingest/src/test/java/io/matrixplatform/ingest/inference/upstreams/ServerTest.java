package io.matrixplatform.ingest.inference.upstreams;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.model.inference.BaseUrl;
import io.matrixplatform.model.inference.BaseUrl.Reach;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final BaseUrl URL = BaseUrl.parse("https://models.example/v1", Reach.PUBLIC);

    private long nanos;
    private Instant now = NOON;
    private final Server server = new Server(new Breaker(() -> nanos), () -> now);

    @Test
    void isWellBeforeAnybodyHasCalledIt() {
        assertThat(health()).isEqualTo(new ServerHealth(URL, 0, null, 0, Map.of(), null, null, null, List.of()));
    }

    @Test
    void tellsHowCallsWent() {
        server.answered();
        pass(Duration.ofSeconds(1));
        server.failed(Fault.LATE);
        server.failed(Fault.LATE);
        server.failed(Fault.BROKEN);

        assertThat(health())
                .isEqualTo(new ServerHealth(
                        URL,
                        3,
                        null,
                        1,
                        Map.of(Fault.LATE, 2L, Fault.BROKEN, 1L),
                        NOON,
                        Fault.BROKEN,
                        NOON.plusSeconds(1),
                        List.of()));
    }

    @Test
    void tellsUntilWhenItIsLeftAlone() {
        fail(Breaker.FAILURES);

        assertThat(server.admits()).isFalse();
        assertThat(health().restsUntil()).isEqualTo(NOON.plus(Breaker.REST));

        pass(Breaker.REST);
        assertThat(server.admits()).isTrue();
        assertThat(health().restsUntil()).isEqualTo(NOON.plus(Breaker.REST.multipliedBy(2)));

        server.answered();
        assertThat(health().restsUntil()).isNull();
        assertThat(health().failuresInARow()).isZero();
    }

    @Test
    void isNotLeftAloneForBeingBusy() {
        for (int i = 0; i < Breaker.FAILURES; i++) {
            server.failed(Fault.BUSY);
        }

        assertThat(server.admits()).isTrue();
        assertThat(health().failuresInARow()).isZero();
        assertThat(health().faults()).isEqualTo(Map.of(Fault.BUSY, (long) Breaker.FAILURES));
    }

    private ServerHealth health() {
        return server.health(URL, List.of());
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            server.failed(Fault.UNREACHED);
        }
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
        now = now.plus(time);
    }
}
