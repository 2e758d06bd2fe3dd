package io.matrixplatform.api.metering.recount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matrixplatform.api.catalog.meters.Meter;
import io.matrixplatform.api.metering.ledger.Total;
import io.matrixplatform.api.metering.recount.RecountRules.Held;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.model.ids.MeterId;
import io.matrixplatform.model.metering.MeterKey;
import io.matrixplatform.model.metering.folds.Aggregation;
import io.matrixplatform.model.metering.folds.FoldCase;
import io.matrixplatform.model.metering.folds.Folding;
import io.matrixplatform.model.metering.folds.SampleCase;
import io.matrixplatform.model.metering.measures.RuntimeMetrics;
import io.matrixplatform.model.time.TimeWindow;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RawCountTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final TimeWindow HOUR = new TimeWindow(NOON, NOON.plusSeconds(3600));
    private static final MeterKey CALLS = new MeterKey("calls");
    private static final MeterKey TOKENS = new MeterKey("tokens");

    private final RawCount count = new RawCount(
            "ten_a",
            HOUR,
            List.of(meter(CALLS, null, NOON), meter(TOKENS, "tokens", Instant.EPOCH)),
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
        Meter late = meter(TOKENS, "tokens", NOON.plus(Duration.ofHours(3)));
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

    @ParameterizedTest
    @MethodSource("cases")
    void comesToWhatEachAggregationIsInTruth(FoldCase each) {
        Aggregation aggregation = each.folding().aggregation();
        RawAggregate aggregate =
                new RawAggregate(meter(TOKENS, aggregation, each.folding().percentile(), "tokens", Instant.EPOCH));
        for (int i = 0; i < each.values().size(); i++) {
            FoldCase.Value value = each.values().get(i);
            aggregate.add(
                    new RawFact(
                            "ten_a",
                            "test",
                            "e" + i,
                            value.occurredAt(),
                            value.occurredAt(),
                            "t",
                            name -> name.equals("tokens") ? Optional.of(value.number()) : Optional.empty(),
                            name -> ""),
                    1);
        }

        assertThat(aggregate.total(HOUR).quantity()).isEqualByComparingTo(each.quantity());
        assertThat(aggregate.total(HOUR).factCount()).isEqualTo(each.values().size());
    }

    static Stream<FoldCase> cases() {
        return FoldCase.all().stream().filter(each -> each.folding().aggregation() != Aggregation.TIME_WEIGHTED_SUM);
    }

    @ParameterizedTest
    @MethodSource("sampled")
    void comesToWhatSamplesAreInTruth(SampleCase each) {
        RawCount counted = new RawCount(
                "ten_a",
                SampleCase.HOUR,
                List.of(sampledMeter(each.folding())),
                Backfilled.NOTHING,
                Held.NOTHING,
                1_000);
        List<RawFact> facts = new ArrayList<>();
        for (SampleCase.Taken taken : each.samples()) {
            facts.add(RuntimeSamples.raw(taken));
            facts.add(RuntimeSamples.raw(taken));
        }
        Collections.shuffle(facts, new Random(1));
        facts.forEach(counted::add);

        long inHour = each.samples().stream()
                .filter(taken -> SampleCase.HOUR.contains(taken.occurredAt()))
                .count();
        assertThat(counted.total(TOKENS, SampleCase.HOUR.end().plusSeconds(1)).quantity())
                .isEqualByComparingTo(each.quantity());
        assertThat(counted.total(TOKENS, SampleCase.HOUR.end()).factCount()).isEqualTo(inHour);
    }

    static Stream<SampleCase> sampled() {
        return SampleCase.all().stream();
    }

    private static Meter sampledMeter(Folding folding) {
        return new Meter(
                new MeterId(new UUID(1, 9)),
                null,
                TOKENS,
                RuntimeMetrics.TYPE,
                Aggregation.TIME_WEIGHTED_SUM,
                null,
                RuntimeMetrics.QUANTITY,
                null,
                List.of(),
                List.of(RuntimeMetrics.INSTANCE),
                null,
                folding.hold(),
                "u",
                Duration.ZERO,
                Instant.EPOCH,
                NOON,
                null,
                "",
                1);
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

    static Meter meter(MeterKey key, @Nullable String valueField, Instant effectiveFrom) {
        return meter(key, valueField == null ? Aggregation.COUNT : Aggregation.SUM, null, valueField, effectiveFrom);
    }

    static Meter meter(
            MeterKey key,
            Aggregation aggregation,
            @Nullable BigDecimal percentile,
            @Nullable String valueField,
            Instant effectiveFrom) {
        return new Meter(
                new MeterId(new UUID(1, key.hashCode())),
                null,
                key,
                "t",
                aggregation,
                percentile,
                valueField,
                null,
                List.of(),
                List.of(),
                null,
                null,
                "u",
                Duration.ZERO,
                effectiveFrom,
                NOON,
                null,
                "",
                1);
    }

    private static Total total(long quantity, long facts) {
        return new Total(BigDecimal.valueOf(quantity), facts);
    }
}
