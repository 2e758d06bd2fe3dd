package io.matrixplatform.api.metering.recount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matrixplatform.api.catalog.meters.Meter;
import io.matrixplatform.api.metering.ledger.Total;
import io.matrixplatform.api.metering.recount.RecountRules.Held;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.model.metering.MeterKey;
import io.matrixplatform.model.time.TimeWindow;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RawCountTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final TimeWindow HOUR = new TimeWindow(NOON, NOON.plusSeconds(3600));
    private static final MeterKey CALLS = new MeterKey("calls");
    private static final MeterKey TOKENS = new MeterKey("tokens");

    private final RawCount count = new RawCount(
            "ten_a",
            HOUR,
            List.of(RecountedMeters.of(CALLS, null, NOON), RecountedMeters.of(TOKENS, "tokens", Instant.EPOCH)),
            Backfilled.NOTHING,
            Held.NOTHING,
            5);

    @Test
    void countsAFactOnceHoweverOftenItStandsInTheLog() {
        count.add(fact("s", "1", NOON, 10));
        count.add(fact("s", "1", NOON, 10));
        count.add(fact("s", "2", NOON, 5));
        count.add(fact("other source", "1", NOON, 1));

        assertThat(count.received()).isEqualTo(4);
        assertThat(count.distinct()).isEqualTo(3);
        assertThat(count.total(CALLS, NOON.plusSeconds(9_999))).isEqualTo(total(3, 3));
        assertThat(count.total(TOKENS, NOON.plusSeconds(9_999))).isEqualTo(total(16, 3));
    }

    @Test
    void countsWhatWasRecordedBeforeTheMeterWhereABackfillHasBookedIt() {
        TimeWindow half = new TimeWindow(NOON, NOON.plusSeconds(1800));
        Meter late = RecountedMeters.of(TOKENS, "tokens", NOON.plus(Duration.ofHours(3)));
        RawCount backfilled = new RawCount(
                "ten_a",
                HOUR,
                List.of(late),
                new Backfilled(List.of(new Backfilled.Range(TOKENS, half)), false),
                Held.NOTHING,
                5);

        backfilled.add(fact("s", "1", NOON, 10));
        backfilled.add(fact("s", "2", NOON.plusSeconds(1800), 100));

        assertThat(backfilled.total(TOKENS, NOON.plusSeconds(9_999))).isEqualTo(total(10, 1));
    }

    @Test
    void countsAnApiCallAndAUsageEventOfOneIdBoth() {
        count.add(fact("s", "1", NOON, 10));
        count.add(new RawFact(
                "ten_a",
                "s",
                "1",
                NOON,
                NOON,
                "io.matrixplatform.api-call.v1",
                name -> Optional.of(BigDecimal.ONE),
                name -> ""));

        assertThat(count.distinct()).isEqualTo(2);
    }

    @Test
    void countsTheFirstOfAConflict() {
        count.add(fact("s", "1", NOON, 10));
        count.add(fact("s", "1", NOON, 99));

        assertThat(count.total(TOKENS, NOON.plusSeconds(9_999))).isEqualTo(total(10, 1));
    }

    @Test
    void doesNotCountAFactInTheWindowWhoseFirstOccurredOutside() {
        count.add(fact("s", "1", NOON.minusMillis(1), 10));
        count.add(fact("s", "1", NOON, 10));

        assertThat(count.distinct()).isZero();
    }

    @Test
    void takesTheStartOfTheWindowAndLeavesItsEnd() {
        count.add(fact("s", "start", NOON, 1));
        count.add(fact("s", "end", NOON.plusSeconds(3600), 1));

        assertThat(count.total(CALLS, NOON.plusSeconds(9_999))).isEqualTo(total(1, 1));
    }

    @Test
    void leavesOutFactsOfOtherTenantsTypesAndThoseRecordedBeforeTheMeter() {
        count.add(new RawFact("ten_b", "s", "1", NOON, NOON, "t", name -> Optional.of(BigDecimal.ONE), name -> ""));
        count.add(
                new RawFact("ten_a", "s", "2", NOON, NOON, "another", name -> Optional.of(BigDecimal.ONE), name -> ""));
        count.add(new RawFact(
                "ten_a", "s", "3", NOON, NOON.minusMillis(1), "t", name -> Optional.of(BigDecimal.ONE), name -> ""));

        assertThat(count.total(CALLS, NOON.plusSeconds(9_999))).isEqualTo(Total.ZERO);
        assertThat(count.total(TOKENS, NOON.plusSeconds(9_999))).isEqualTo(total(1, 1));
    }

    @Test
    void addsNothingForAFactWithoutTheMeasure() {
        count.add(new RawFact("ten_a", "s", "1", NOON, NOON, "t", name -> Optional.empty(), name -> ""));

        assertThat(count.total(CALLS, NOON.plusSeconds(9_999))).isEqualTo(total(1, 1));
        assertThat(count.total(TOKENS, NOON.plusSeconds(9_999))).isEqualTo(Total.ZERO);
    }

    @Test
    void takesBackWhatIsCancelledAndCountsWhatAnAmendmentSays() {
        count.add(fact("s", "1", NOON, 10));
        count.add(correcting(fact("s", "1", NOON, 10), null));
        count.add(fact("s", "2", NOON, 20));
        count.add(correcting(fact("s", "2", NOON, 20), fact("s", "2", NOON, 3)));
        count.add(correcting(fact("s", "2", NOON, 20), null));

        assertThat(count.distinct()).isEqualTo(2);
        assertThat(count.corrected()).isEqualTo(2);
        assertThat(count.total(TOKENS, NOON.plusSeconds(9_999))).isEqualTo(total(3, 1));
    }

    @Test
    void letsACorrectionWaitForItsOriginalAndLeavesOneOfAnotherPayload() {
        count.add(correcting(fact("s", "1", NOON, 10), null));
        count.add(fact("s", "1", NOON, 10));
        count.add(correcting(fact("s", "2", NOON, 99), null));
        count.add(fact("s", "2", NOON, 20));

        assertThat(count.total(TOKENS, NOON.plusSeconds(9_999))).isEqualTo(total(20, 1));
        assertThat(count.corrected()).isEqualTo(1);
    }

    @Test
    void countsTheLastFrameOfEachRequestInWhateverOrderTheyCome() {
        count.add(frame("r", 2, false, 20));
        count.add(frame("r", 4, true, 40));
        count.add(frame("r", 1, false, 10));
        count.add(frame("r", 5, false, 50));
        count.add(frame("open", 2, false, 200));
        count.add(frame("open", 1, false, 100));
        count.add(frame("open", 3, false, 300));

        assertThat(count.distinct()).isEqualTo(2);
        assertThat(count.total(TOKENS, NOON.plusSeconds(9_999))).isEqualTo(total(340, 2));
    }

    @Test
    void correctsTheFinalFrameAlsoFromBeforeItCame() {
        count.add(correcting(frame("r", 2, true, 20), null));
        count.add(frame("r", 1, false, 10));
        count.add(frame("r", 2, true, 20));

        assertThat(count.corrected()).isEqualTo(1);
        assertThat(count.total(TOKENS, NOON.plusSeconds(9_999))).isEqualTo(total(0, 0));
    }

    @Test
    void refusesMoreFactsThanItMayHold() {
        for (int i = 0; i < 5; i++) {
            count.add(fact("s", "id" + i, NOON, 1));
        }

        assertThatThrownBy(() -> count.add(fact("s", "one more", NOON, 1))).isInstanceOf(ProblemException.class);
    }

    private static RawFact fact(String source, String id, Instant occurredAt, long tokens) {
        return new RawFact(
                "ten_a",
                source,
                id,
                occurredAt,
                NOON.plus(Duration.ofHours(2)),
                "t",
                name -> name.equals("tokens") ? Optional.of(BigDecimal.valueOf(tokens)) : Optional.empty(),
                name -> "",
                "tokens " + tokens,
                RawFact.Stamps.NONE,
                null,
                null);
    }

    private static RawFact frame(String request, long number, boolean isFinal, long tokens) {
        RawFact fact = fact("s", request + "-" + number, NOON, tokens);
        return new RawFact(
                fact.tenantId(),
                fact.source(),
                fact.eventId(),
                fact.occurredAt(),
                fact.recordedAt(),
                fact.type(),
                fact.measures(),
                fact.dimensions(),
                fact.payload(),
                fact.stamps(),
                null,
                new RawFrame(request, number, isFinal));
    }

    private static RawFact correcting(RawFact original, @Nullable RawFact instead) {
        return new RawFact(
                original.tenantId(),
                original.source(),
                original.eventId(),
                original.occurredAt(),
                original.recordedAt(),
                original.type(),
                original.measures(),
                original.dimensions(),
                original.payload(),
                original.stamps(),
                new RawCorrection(instead),
                original.frame());
    }

    private static Total total(long quantity, long facts) {
        return new Total(BigDecimal.valueOf(quantity), facts);
    }
}
