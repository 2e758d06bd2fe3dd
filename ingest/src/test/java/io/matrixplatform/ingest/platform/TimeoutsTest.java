package io.matrixplatform.ingest.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.ingest.platform.Timeouts.Timeout;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeoutsTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofMillis(150);

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void comeInTheirOrderAndNotBeforeTheirTime() {
        long begin = System.nanoTime();

        List<String> come = onLoop(
                1,
                (timeouts, done) -> {
                    timeouts.in(LONG, () -> done.accept("long"));
                    timeouts.in(SHORT, () -> done.accept("short"));
                },
                2);

        assertThat(come).containsExactly("short", "long");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(LONG);
    }

    @Test
    void doNotComeOnceGivenUp() {
        List<String> come = onLoop(
                1,
                (timeouts, done) -> {
                    Timeout first = timeouts.in(SHORT, () -> done.accept("first"));
                    timeouts.in(SHORT, () -> done.accept("second"));
                    Timeout third = timeouts.in(SHORT, () -> done.accept("third"));
                    first.giveUp();
                    third.giveUp();
                    third.giveUp();
                    timeouts.in(LONG, () -> done.accept("last"));
                },
                2);

        assertThat(come).containsExactly("second", "last");
    }

    @Test
    void areSetAgainByWhatComes() {
        List<String> come = onLoop(
                1,
                (timeouts, done) -> timeouts.in(SHORT, () -> {
                    done.accept("first");
                    timeouts.in(SHORT, () -> done.accept("second"));
                }),
                2);

        assertThat(come).containsExactly("first", "second");
    }

    /** With more than a turn between two looks, too. */
    @ParameterizedTest
    @ValueSource(ints = {100, 1_000})
    void comeAfterManyTurnsOfTheWheel(int timesAsFast) {
        List<String> come = onLoop(
                timesAsFast,
                (timeouts, done) -> {
                    timeouts.in(Duration.ofMinutes(1), () -> done.accept("minute"));
                    timeouts.in(Duration.ofSeconds(6), () -> done.accept("seconds"));
                },
                2);

        assertThat(come).containsExactlyInAnyOrder("seconds", "minute");
    }

    private interface Script {
        void run(Timeouts timeouts, Consumer<String> come);
    }

    /** @return what came, when so many did */
    private List<String> onLoop(int timesAsFast, Script script, int until) {
        CompletableFuture<List<String>> all = new CompletableFuture<>();
        List<String> come = new ArrayList<>();
        vertx.runOnContext(start -> script.run(new Timeouts(vertx, () -> System.nanoTime() * timesAsFast), name -> {
            come.add(name);
            if (come.size() == until) {
                all.complete(List.copyOf(come));
            }
        }));
        return all.orTimeout(20, TimeUnit.SECONDS).join();
    }
}
