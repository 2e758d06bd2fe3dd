package io.matrixplatform.api.metering.recount;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.api.metering.recount.RecountRules.Held;
import io.matrixplatform.model.metering.MeterKey;
import io.matrixplatform.model.metering.folds.Aggregation;
import io.matrixplatform.model.metering.folds.FoldCase;
import io.matrixplatform.model.metering.folds.SampleCase;
import io.matrixplatform.model.time.TimeWindow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What facts come to in a recount: the same as everywhere, by the tables of cases that all implementations share. */
class RawCountCasesTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final TimeWindow HOUR = new TimeWindow(NOON, NOON.plusSeconds(3600));
    private static final MeterKey TOKENS = new MeterKey("tokens");

    @ParameterizedTest
    @MethodSource("cases")
    void comesToWhatEachAggregationIsInTruth(FoldCase each) {
        Aggregation aggregation = each.folding().aggregation();
        RawAggregate aggregate = new RawAggregate(
                RecountedMeters.of(TOKENS, aggregation, each.folding().percentile(), "tokens", Instant.EPOCH));
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
                List.of(RecountedMeters.sampled(TOKENS, each.folding())),
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
}
