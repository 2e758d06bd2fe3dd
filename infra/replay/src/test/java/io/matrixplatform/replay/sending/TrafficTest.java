package io.matrixplatform.replay.sending;

import static io.matrixplatform.replay.sending.UnrulyEdge.Act.CONFIRM_HALF;
import static io.matrixplatform.replay.sending.UnrulyEdge.Act.HANG_UP;
import static io.matrixplatform.replay.sending.UnrulyEdge.Act.MISCOUNT;
import static io.matrixplatform.replay.sending.UnrulyEdge.Act.OVERLOADED;
import static io.matrixplatform.replay.sending.UnrulyEdge.Act.REJECT_FIRST;
import static io.matrixplatform.replay.sending.UnrulyEdge.Act.TAKE;
import static io.matrixplatform.replay.sending.UnrulyEdge.Act.TAKE_AND_HALF_ANSWER;
import static io.matrixplatform.replay.sending.UnrulyEdge.Act.TAKE_AND_HANG_UP;
import static io.matrixplatform.replay.sending.UnrulyEdge.Act.TAKE_AND_SAY_NOTHING;
import static io.matrixplatform.replay.sending.UnrulyEdge.Act.TOO_LARGE;
import static io.matrixplatform.replay.sending.UnrulyEdge.Act.UNKNOWN_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matrixplatform.replay.counting.Totals;
import io.matrixplatform.replay.plan.ApiCallEvents;
import io.matrixplatform.replay.plan.Model;
import io.matrixplatform.replay.plan.PlannedCall;
import io.matrixplatform.replay.plan.Saying;
import io.matrixplatform.replay.plan.Step;
import io.matrixplatform.replay.platform.Backoff;
import io.matrixplatform.replay.platform.Patience;
import io.matrixplatform.replay.platform.ReplayException;
import io.matrixplatform.replay.runs.RunKey;
import io.matrixplatform.replay.sending.UnrulyEdge.Act;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class TrafficTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Tally tally = new Tally(tenant -> "ten_" + tenant);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"TOO_LARGE", "REJECT_FIRST"})
    void getsEveryEventAcknowledgedWhateverTheEdgeDoesToARequest(Act act) throws IOException {
        try (UnrulyEdge edge = new UnrulyEdge(List.of(act, act))) {
            send(edge, steps(10), Speed.MAX, 10, PATIENCE);

            assertThat(edge.taken()).hasSize(10);
            assertThat(edge.requests()).isEqualTo(act == TAKE ? 1 : 3);
            assertThat(acknowledged()).isEqualTo(totals(10));
        }
    }

    @Test
    void getsEveryEventAcknowledgedThroughALongSeriesOfTroubles() throws IOException {
        List<Act> troubles = List.of(
                TAKE, TAKE, HANG_UP, TAKE_AND_HANG_UP, TAKE_AND_HALF_ANSWER, MISCOUNT, CONFIRM_HALF, UNKNOWN_KEY);
        Random random = new Random(1);
        List<Act> script = Stream.generate(() -> troubles.get(random.nextInt(troubles.size())))
                .limit(150)
                .toList();
        try (UnrulyEdge edge = new UnrulyEdge(script)) {
            send(edge, steps(2_000), Speed.MAX, 20, PATIENCE);

            assertThat(edge.taken()).hasSize(2_000);
            assertThat(acknowledged()).isEqualTo(totals(2_000));
            assertThat(tally.sentByTenant()).isEqualTo(totals(2_000));
            assertThat(tally.retries()).isPositive();
        }
    }

    @Test
    void sendsOnlyWhatWasNotConfirmedAgain() throws IOException {
        try (UnrulyEdge edge = new UnrulyEdge(List.of(CONFIRM_HALF, CONFIRM_HALF))) {
            send(edge, steps(8), Speed.MAX, 8, PATIENCE);

            assertThat(edge.requests()).isEqualTo(3);
            assertThat(tally.acknowledgements()).isEqualTo(8);
        }
    }

    @Test
    void waitsAsLongAsAnOverloadedEdgeAsks() throws IOException {
        try (UnrulyEdge edge = new UnrulyEdge(List.of(OVERLOADED))) {
            long start = System.nanoTime();
            send(edge, steps(3), Speed.MAX, 3, PATIENCE);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void showsRejectionsAndDoesNotTakeThemForAcknowledged() throws IOException {
        try (UnrulyEdge edge = new UnrulyEdge(List.of(REJECT_FIRST))) {
            send(edge, steps(5), Speed.MAX, 5, PATIENCE);

            assertThat(tally.rejected()).containsExactly("call-0: bad-time, no");
            assertThat(acknowledged().values().stream().mapToLong(Totals::calls).sum())
                    .isEqualTo(4);
        }
    }

    @Test
    void givesUpWithTheReasonWhenTheEdgeRefusesARequest() throws IOException {
        try (UnrulyEdge edge = new UnrulyEdge(List.of(TOO_LARGE))) {
            assertThatThrownBy(() -> send(edge, steps(5), Speed.MAX, 5, PATIENCE))
                    .isInstanceOf(ReplayException.class)
                    .hasMessageContaining("the edge refused a batch: 413 too large");
        }
    }

    @Test
    void givesUpWithTheReasonWhenNothingIsAcknowledgedForTooLong() throws IOException {
        UnrulyEdge edge = new UnrulyEdge(List.of());
        edge.close();

        assertThatThrownBy(() -> send(edge, steps(5), Speed.MAX, 5, Duration.ofMillis(300)))
                .isInstanceOf(ReplayException.class)
                .hasMessageContaining("ConnectException")
                .hasMessageContaining("nothing has moved");
    }

    @Test
    void countsARepeatOnceAsSentAndOnceAsAcknowledged() throws IOException {
        List<Step> twice = Stream.concat(
                        steps(5).stream(), steps(5).stream().map(step -> new Step(step.after(), step.call(), true)))
                .toList();
        try (UnrulyEdge edge = new UnrulyEdge(List.of(TAKE_AND_HANG_UP, TAKE_AND_SAY_NOTHING))) {
            send(edge, twice, Speed.MAX, 4, PATIENCE);

            assertThat(tally.acknowledgements()).isEqualTo(10);
            assertThat(acknowledged()).isEqualTo(totals(5));
            assertThat(tally.sentByTenant()).isEqualTo(totals(5));
        }
    }

    @Test
    void keepsThePaceItIsTold() throws IOException {
        try (UnrulyEdge edge = new UnrulyEdge(List.of())) {
            long start = System.nanoTime();
            send(edge, steps(11), new Speed(2), 100, PATIENCE);

            // Eleven calls a tenth of a second apart take a second as recorded.
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(500));
            assertThat(edge.requests())
                    .as("batches are not held back until they are full")
                    .isGreaterThan(1);
        }
    }

    private void send(UnrulyEdge edge, List<Step> steps, Speed speed, int batch, Duration patience) throws IOException {
        try (AcknowledgedLog log = new AcknowledgedLog(folder.resolve("acknowledged"), tenant -> "ten_" + tenant)) {
            BatchSender sender = new BatchSender(
                    new Edge(edge.address(), Duration.ofSeconds(1)),
                    new ApiCallEvents("urn:test"),
                    tally,
                    log::add,
                    new Backoff(Duration.ofMillis(1), Duration.ofMillis(20)),
                    new Patience(patience));
            new Traffic(sender, call -> new RunKey("key_1", "secret"), speed, batch, () -> {}).send(steps);
        }
    }

    private Map<String, Totals> acknowledged() throws IOException {
        return AcknowledgedLog.count(folder.resolve("acknowledged"));
    }

    private static List<Step> steps(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Step(Duration.ofMillis(100L * i), call(i), false))
                .toList();
    }

    private static PlannedCall call(int number) {
        return new PlannedCall(
                number, 0, 0, NOON.plusSeconds(number), false, Model.ALL.get(0), 5, number, 2L * number, Saying.CALL);
    }

    private static Map<String, Totals> totals(long count) {
        long sum = count * (count - 1) / 2;
        return Map.of("ten_0", new Totals(count, sum, 2 * sum));
    }
}
