package io.matrixplatform.streams.metering.repeats;

import static io.matrixplatform.streams.metering.facts.Facts.NOON;
import static io.matrixplatform.streams.metering.facts.Facts.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.metering.Verdict;
import io.matrixplatform.streams.metering.facts.Said;
import io.matrixplatform.streams.metering.meters.Measured;
import io.matrixplatform.streams.metering.repeats.CorrectOnceTest.Harness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cumulative counters of one request, told frame by frame: one call, with the numbers of the last. */
class FramesTest {
    private static final Instant LATE = NOON.plus(Duration.ofHours(2));

    @Test
    void countsOnceWithTheFinalNumbersInWhateverOrderFramesCome() throws Exception {
        List<ApiCall> frames = List.of(frame("r", 1, 10), frame("r", 2, 20), frame("r", 3, 25), last("r", 4, 30));
        for (int seed = 0; seed < 50; seed++) {
            List<ApiCall> sent = new ArrayList<>(frames);
            sent.addAll(frames);
            Collections.shuffle(sent, new Random(seed));
            try (Harness counts = new Harness()) {
                for (ApiCall each : sent) {
                    counts.say(each);
                }
                assertThat(total(counts)).isEqualTo(30);
                assertThat(counts.conflicts()).isEmpty();
            }
        }
    }

    @Test
    void countsTheNewestAsLongAsNoneIsFinal() throws Exception {
        try (Harness counts = new Harness()) {
            counts.say(frame("r", 2, 20));
            counts.say(frame("r", 7, 70));
            counts.say(frame("r", 3, 30));

            assertThat(counts.measured()).containsExactly("20 key_1 null", "-20 key_1 null", "70 key_1 null");
        }
    }

    @Test
    void letsTheFinalFrameWinThoughItsNumberIsSmaller() throws Exception {
        try (Harness counts = new Harness()) {
            counts.say(frame("r", 9, 90));
            counts.say(last("r", 4, 40));
            counts.say(frame("r", 10, 100));

            assertThat(total(counts)).isEqualTo(40);
        }
    }

    @Test
    void reportsAnotherPayloadOfTheFrameThatStandsAndASecondFinalOne() throws Exception {
        try (Harness counts = new Harness()) {
            counts.say(frame("r", 1, 10));
            counts.say(frame("r", 1, 11));
            counts.say(last("r", 2, 20));
            counts.say(last("r", 2, 21));
            counts.say(last("r", 3, 30));

            assertThat(counts.conflicts()).containsExactly("payload-differs", "payload-differs", "already-final");
            assertThat(total(counts)).isEqualTo(20);
        }
    }

    @Test
    void takesALaterFrameForLateAndLeavesWhatIsClosed() throws Exception {
        try (Harness counts = new Harness()) {
            counts.say(frame("r", 1, 10));
            counts.say(at(last("r", 2, 30), LATE));

            assertThat(counts.measured()).containsExactly("10 key_1 null", "-10 key_1 null late", "30 key_1 null late");
        }
    }

    @Test
    void goesOnFromAFrameAfterARestore() throws Exception {
        OperatorSubtaskState state;
        try (Harness counts = new Harness()) {
            counts.say(frame("r", 1, 10));
            state = counts.snapshot(1, 1);
        }
        try (Harness counts = new Harness(state)) {
            counts.say(last("r", 2, 30));

            assertThat(counts.measured()).containsExactly("-10 key_1 null", "30 key_1 null");
        }
    }

    @Test
    void correctsTheFinalFrameWheneverItComes() throws Exception {
        ApiCall last = last("r", 2, 30);
        for (List<ApiCall> log : List.of(
                List.of(frame("r", 1, 10), last, Said.cancel(last, NOON)),
                List.of(frame("r", 1, 10), Said.cancel(last, NOON), last),
                List.of(Said.cancel(last, NOON), frame("r", 1, 10), last))) {
            try (Harness counts = new Harness()) {
                for (ApiCall each : log) {
                    counts.say(each);
                }
                assertThat(total(counts)).isZero();
                assertThat(counts.conflicts()).isEmpty();
            }
        }
    }

    @Test
    void countsNothingOfAFinalFrameThatIsHeldUntilItIsReleased() throws Exception {
        ApiCall last = last("r", 2, 101);
        try (Harness counts = new Harness()) {
            counts.processBroadcastElement(Control.of(CorrectOnceTest.AT_MOST_100), 0);
            counts.say(frame("r", 1, 10));
            counts.say(last);
            assertThat(total(counts)).isZero();
            assertThat(counts.held()).singleElement().returns(last, held -> held.getCall());

            counts.decide(Verdict.RELEASE, counts.held().get(0).getCall(), LATE);

            assertThat(total(counts)).isEqualTo(101);
        }
    }

    /** Decisions stand in a topic of their own, so nothing says when they are read between the frames. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void comesToTheSameInEveryLaneWheneverDecisionsAreRead(long seed) throws Exception {
        Random random = new Random(seed);
        for (int round = 0; round < 30; round++) {
            List<ApiCall> frames = new ArrayList<>();
            for (int number = 0; number < 4; number++) {
                long tokens = random.nextInt(200);
                ApiCall frame = number == 3 && random.nextBoolean() ? last("r", 3, tokens) : frame("r", number, tokens);
                frames.add(frame);
            }
            Collections.shuffle(frames, random);
            for (int i = 0; i < frames.size(); i++) {
                frames.set(i, at(frames.get(i), NOON.plus(Duration.ofMinutes(30L * i))));
            }
            ApiCall decided = frames.get(random.nextInt(frames.size()));
            Instant when = NOON.plus(Duration.ofMinutes(random.nextInt(200)));
            Map<Integer, Long> first = lanes(frames, decided, when, 0);
            for (int place = 1; place <= frames.size(); place++) {
                assertThat(lanes(frames, decided, when, place)).isEqualTo(first);
            }
        }
    }

    private static Map<Integer, Long> lanes(List<ApiCall> frames, ApiCall decided, Instant when, int place)
            throws Exception {
        try (Harness counts = new Harness()) {
            counts.processBroadcastElement(Control.of(CorrectOnceTest.AT_MOST_100), 0);
            for (int i = 0; i <= frames.size(); i++) {
                if (i == place) {
                    counts.decide(Verdict.RELEASE, decided, when);
                }
                if (i < frames.size()) {
                    counts.say(frames.get(i));
                }
            }
            Map<Integer, Long> lanes = new HashMap<>();
            counts.extractOutputValues().stream()
                    .flatMap(Measured::all)
                    .forEach(each -> lanes.merge(each.lateDay(), each.whole(), Long::sum));
            lanes.values().removeIf(quantity -> quantity == 0);
            return lanes;
        }
    }

    private static long total(Harness counts) {
        return counts.measured().stream().mapToLong(FramesTest::quantity).sum();
    }

    private static long quantity(String measured) {
        return Long.parseLong(measured.substring(0, measured.indexOf(' ')));
    }

    private static ApiCall frame(String request, int number, long output) {
        return ApiCall.newBuilder(call(request + "-" + number).tokens(1, output).avro())
                .setRequestId(request)
                .setFrame(number)
                .setEstimated(true)
                .build();
    }

    private static ApiCall last(String request, int number, long output) {
        return ApiCall.newBuilder(frame(request, number, output))
                .setFinalFrame(true)
                .setEstimated(false)
                .build();
    }

    private static ApiCall at(ApiCall call, Instant recorded) {
        return ApiCall.newBuilder(call).setRecordedAt(recorded).build();
    }
}
