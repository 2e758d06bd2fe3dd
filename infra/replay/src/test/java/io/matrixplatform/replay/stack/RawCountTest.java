package io.matrixplatform.replay.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.events.metering.AmendedCall;
import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.metering.CorrectionKind;
import io.matrixplatform.replay.counting.Totals;
import io.matrixplatform.replay.offline.UsageLimits;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RawCountTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant LATE = NOON.plus(Duration.ofHours(2));

    private final RawCount count = new RawCount(Duration.ofHours(1), UsageLimits.NONE);

    @Test
    void takesBackAndAmendsWhatWasCountedInTheLaneOfTheCorrection() {
        count.add(call("a", 10, NOON));
        count.add(cancel(call("a", 10, LATE)));
        count.add(call("b", 20, NOON));
        count.add(amend(call("b", 20, NOON), 3));
        count.add(amend(call("b", 20, NOON), 3));

        assertThat(count.distinct("raw").of("ten_a")).isEqualTo(new Totals(1, 3, 0));
        assertThat(count.late("late").of("ten_a")).isEqualTo(new Totals(-1, -10, 0));
        assertThat(count.repeats()).isEqualTo(1);
        assertThat(count.contradicted("ten_a")).isEmpty();
    }

    @Test
    void letsACorrectionWaitAndPassesOverOneOfAnotherPayload() {
        count.add(cancel(call("a", 10, NOON)));
        count.add(call("a", 10, NOON));
        count.add(cancel(call("b", 99, NOON)));
        count.add(call("b", 20, NOON));
        count.add(call("b", 21, NOON));

        assertThat(count.distinct("raw").of("ten_a")).isEqualTo(new Totals(1, 20, 0));
        assertThat(count.contradicted("ten_a")).containsExactly("b");
    }

    @Test
    void countsTheLastFrameOfARequest() {
        count.add(frame(call("r1", 20, NOON), 2, false));
        count.add(frame(call("r2", 40, NOON), 3, true));
        count.add(frame(call("r3", 10, NOON), 1, false));
        count.add(frame(call("r3", 10, NOON), 1, false));
        count.add(frame(call("r4", 41, NOON), 4, true));

        assertThat(count.distinct("raw").of("ten_a")).isEqualTo(new Totals(1, 40, 0));
        assertThat(count.contradicted("ten_a")).containsExactly("r4");
    }

    private static ApiCall frame(ApiCall call, long number, boolean isFinal) {
        return ApiCall.newBuilder(call)
                .setRequestId("r")
                .setFrame(number)
                .setFinalFrame(isFinal)
                .build();
    }

    private static ApiCall cancel(ApiCall call) {
        return ApiCall.newBuilder(call).setCorrection(CorrectionKind.CANCEL).build();
    }

    private static ApiCall amend(ApiCall call, long input) {
        return ApiCall.newBuilder(call)
                .setCorrection(CorrectionKind.AMEND)
                .setAmended(AmendedCall.newBuilder()
                        .setModel("m")
                        .setRoute("r")
                        .setStatus(200)
                        .setLatencyMs(1)
                        .setInputTokens(input)
                        .build())
                .build();
    }

    private static ApiCall call(String id, long input, Instant recordedAt) {
        return ApiCall.newBuilder()
                .setEventId(id)
                .setTenantId("ten_a")
                .setSource("s")
                .setOccurredAt(NOON)
                .setRecordedAt(recordedAt)
                .setKeyId("key_1")
                .setModel("m")
                .setRoute("r")
                .setStatus(200)
                .setLatencyMs(1)
                .setInputTokens(input)
                .build();
    }
}
