package io.matrixplatform.replay.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.events.metering.AmendedCall;
import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.metering.CorrectionKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RecountTest {
    private static final Instant MIDNIGHT = Instant.parse("2026-11-20T00:00:00Z");
    private static final Instant NOON = MIDNIGHT.plus(Duration.ofHours(12));
    private static final String TOKENS = "tokens.input";
    private static final List<Meter> METERS = List.of(Meter.of(
            TOKENS,
            "io.matrixplatform.api-call.v1",
            "SUM",
            "input_tokens",
            null,
            List.of(),
            Duration.ofHours(1),
            Instant.EPOCH,
            Instant.MAX));
    private static final List<Rule> RULES = List.of(
            new Rule("*", 1_000, 1_000, 2_000, true, false, false, Instant.EPOCH, Instant.MAX),
            new Rule("large", 5_000, 5_000, 9_000, true, false, false, Instant.EPOCH, Instant.MAX));

    private final Recount recount = recount(Set.of());
    private long offset;

    @Test
    void countsWhatStandsOfAnIdentity() {
        settle(call(10, 1));
        settle(call(20, 1), call(20, 2), call(21, 3));
        settle(call(30, 1), cancel(30, 2), cancel(30, 3));
        settle(cancel(40, 1), call(40, 2));
        settle(amend(50, 7, 1), call(50, 2), cancel(50, 3));
        settle(cancel(60, 1), call(61, 2));

        assertThat(recount.inTime(TOKENS)).isEqualTo(sum(10 + 20 + 7 + 61, 4));
        assertThat(recount.records("distinct")).isEqualTo(6);
        assertThat(recount.records("repeated")).isEqualTo(2);
        assertThat(recount.records("conflicting")).isEqualTo(3);
        assertThat(recount.records("cancelled")).isEqualTo(2);
        assertThat(recount.records("amended")).isEqualTo(1);
        assertThat(recount.accepted()).isEqualTo(14);
    }

    @Test
    void booksWhatComesLateIntoTheLateLane() {
        long late = Duration.ofHours(3).toSeconds();
        settle(call(10, 1), cancel(10, late));
        settle(call(20, late));

        assertThat(recount.inTime(TOKENS)).isEqualTo(sum(10, 1));
        assertThat(recount.late(TOKENS)).isEqualTo(sum(-10 + 20, 0));
        assertThat(recount.records("late")).isEqualTo(2);
    }

    @Test
    void countsTheLastFrameOfARequest() {
        settle(frame(10, 1, false, 1), frame(40, 4, true, 2), frame(20, 2, false, 3), frame(41, 5, true, 4));

        assertThat(recount.inTime(TOKENS)).isEqualTo(sum(40, 1));
        assertThat(recount.records("frames")).isEqualTo(2);
        assertThat(recount.records("conflicting")).isEqualTo(1);
    }

    @Test
    void countsWhatWasHeldFromItsReleaseOn() {
        Saying released = call(2_000, 1);
        recount.decide(released, "RELEASE", NOON.plusSeconds(5));
        recount.decide(released, "RELEASE", NOON.plusSeconds(6));
        recount.decide(released, "REJECT", NOON.plusSeconds(7));
        settle(released);
        settle(call(3_000, 1));
        settle(amend(10, 4_000, 2), call(10, 3));

        assertThat(recount.inTime(TOKENS)).isEqualTo(sum(2_000, 1));
        assertThat(recount.records("quarantined")).isEqualTo(3);
        assertThat(recount.records("decided")).isEqualTo(1);
        assertThat(recount.records("repeated")).isEqualTo(1);
        assertThat(recount.records("conflicting")).isEqualTo(1);
    }

    @Test
    void knowsWhatHasChangedSince() {
        long after = Duration.ofHours(12).toSeconds() + 5;
        settle(call(10, 1), cancel(10, after));

        assertThat(recount.inTime(TOKENS)).isEqualTo(sum(10, 1));
        assertThat(recount.accepted()).isEqualTo(1);
        assertThat(recount.touchedSince()).containsExactly(NOON);
    }

    @Test
    void leavesOutWhatTheCertificateLeavesOut() {
        Recount without = recount(Set.of(NOON));
        without.settle(List.of(call(10, 1)));

        assertThat(without.inTime(TOKENS)).isEqualTo(Sum.NOTHING);
        assertThat(without.accepted()).isEqualTo(1);
    }

    /** Whatever is said in whatever order, in time and late together are what stands in the end, and each record has a fate. */
    @Property
    void comesToWhatStandsInTheEnd(@ForAll long seed) {
        Random random = new Random(seed);
        List<Saying> sayings = new ArrayList<>();
        long second = 1;
        for (int i = 0; i < 1 + random.nextInt(6); i++) {
            second += random.nextInt(3) * 2_000L;
            int tokens = 1 + random.nextInt(2);
            sayings.add(
                    switch (random.nextInt(3)) {
                        case 0 -> call(tokens, second);
                        case 1 -> cancel(tokens, second);
                        default -> amend(tokens, 100 + random.nextInt(2), second);
                    });
        }

        Recount counted = recount(Set.of());
        counted.settle(sayings);

        assertThat(counted.accepted()).isEqualTo(sayings.size());
        assertThat(counted.inTime(TOKENS).plus(counted.late(TOKENS)).quantity())
                .isEqualByComparingTo(Long.toString(standing(sayings)));
    }

    private static long standing(List<Saying> sayings) {
        Saying original = sayings.stream()
                .filter(saying -> saying.correction() == null)
                .findFirst()
                .orElse(null);
        if (original == null) {
            return 0;
        }
        int at = sayings.indexOf(original);
        // The first correction holds: of those before the original the first of all, which may be of other data.
        Saying waiting = sayings.subList(0, at).stream().findFirst().orElse(null);
        boolean isOfIt = waiting != null && waiting.repeats(original);
        Saying correction = isOfIt
                ? waiting
                : sayings.subList(at, sayings.size()).stream()
                        .filter(saying -> saying.correction() != null && saying.repeats(original))
                        .findFirst()
                        .orElse(null);
        if (correction == null) {
            return original.whole("input_tokens");
        }
        return "CANCEL".equals(correction.correction())
                ? 0
                : correction.instead().whole("input_tokens");
    }

    private static Recount recount(Set<Instant> leftOut) {
        CertifiedWindow window = new CertifiedWindow(MIDNIGHT, MIDNIGHT.plus(Duration.ofDays(1)), true);
        return new Recount(window, METERS, RULES, leftOut);
    }

    private void settle(Saying... sayings) {
        recount.settle(List.of(sayings));
    }

    private static Sum sum(long tokens, long facts) {
        return Sum.NOTHING.plus(new Sum(BigDecimal.valueOf(tokens), facts));
    }

    private Saying call(long tokens, long second) {
        return saying(avro(tokens, second));
    }

    private Saying cancel(long tokens, long second) {
        return saying(ApiCall.newBuilder(avro(tokens, second))
                .setCorrection(CorrectionKind.CANCEL)
                .build());
    }

    private Saying amend(long tokens, long instead, long second) {
        return saying(ApiCall.newBuilder(avro(tokens, second))
                .setCorrection(CorrectionKind.AMEND)
                .setAmended(AmendedCall.newBuilder()
                        .setModel("m")
                        .setRoute("r")
                        .setStatus(200)
                        .setLatencyMs(1)
                        .setInputTokens(instead)
                        .build())
                .build());
    }

    private Saying frame(long tokens, long number, boolean isFinal, long second) {
        return saying(ApiCall.newBuilder(avro(tokens, second))
                .setRequestId("request")
                .setFrame(number)
                .setFinalFrame(isFinal)
                .build());
    }

    private Saying saying(ApiCall call) {
        return new Saying(call, offset++, call.getRecordedAt().toEpochMilli());
    }

    private static ApiCall avro(long tokens, long second) {
        return ApiCall.newBuilder()
                .setEventId("e")
                .setTenantId("ten_a")
                .setSource("s")
                .setOccurredAt(NOON)
                .setRecordedAt(NOON.plusSeconds(second))
                .setKeyId("key_1")
                .setModel("m")
                .setRoute("r")
                .setStatus(200)
                .setLatencyMs(1)
                .setInputTokens(tokens)
                .build();
    }
}
