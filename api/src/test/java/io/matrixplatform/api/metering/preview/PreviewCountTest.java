package io.matrixplatform.api.metering.preview;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.api.catalog.meters.MeterFilter;
import io.matrixplatform.api.catalog.meters.NewMeter;
import io.matrixplatform.api.metering.recount.RawFact;
import io.matrixplatform.api.metering.recount.RuntimeSamples;
import io.matrixplatform.model.metering.MeterKey;
import io.matrixplatform.model.metering.folds.Aggregation;
import io.matrixplatform.model.metering.folds.FoldCase;
import io.matrixplatform.model.metering.folds.FoldResult;
import io.matrixplatform.model.metering.folds.SampleCase;
import io.matrixplatform.model.metering.measures.FieldFilter;
import io.matrixplatform.model.metering.measures.RuntimeMetrics;
import io.matrixplatform.model.time.TimeWindow;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PreviewCountTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final TimeWindow HOUR = new TimeWindow(NOON, NOON.plus(Duration.ofHours(1)));

    private final PreviewCount seconds = new PreviewCount("ten_a", meter("seconds"), HOUR);

    @Test
    void sumsPerMinuteAndShowsEmptyMinutesToo() {
        seconds.add(fact("1", NOON.plusSeconds(1), "eu", 10));
        seconds.add(fact("2", NOON.plusSeconds(59), "eu", 5));
        seconds.add(fact("3", NOON.plusSeconds(60), "us", 7));

        MeterPreview preview = seconds.preview(NOON.minusSeconds(300));

        assertThat(preview.series()).hasSize(60);
        assertThat(preview.series().get(0)).isEqualTo(new MeterPreview.Minute(NOON, new BigDecimal(15), 2));
        assertThat(preview.series().get(1).quantity()).isEqualByComparingTo("7");
        assertThat(preview.series().get(2).factCount()).isZero();
        assertThat(preview.quantity()).isEqualByComparingTo("22");
        assertThat(preview.complete()).isTrue();
        assertThat(preview.unit()).isEqualTo("s");
    }

    @Test
    void groupsByTheDimensionsTheLargestFirst() {
        seconds.add(fact("1", NOON, "eu", 1));
        seconds.add(fact("2", NOON, "us", 7));
        seconds.add(fact("3", NOON, "eu", 2));

        assertThat(seconds.preview(NOON).groups())
                .extracting(
                        group -> group.dimensions() + " " + group.quantity().toPlainString() + " " + group.factCount())
                .containsExactly("{zone=us} 7 1", "{zone=eu} 3 2");
    }

    @Test
    void countsAFactOnceAndTellsOfRepeatsAndOfFactsThatLackTheMeasure() {
        seconds.add(fact("1", NOON, "eu", 10));
        seconds.add(fact("1", NOON, "eu", 10));
        seconds.add(fact("2", NOON, "eu", null));

        MeterPreview preview = seconds.preview(NOON);

        assertThat(preview.quantity()).isEqualByComparingTo("10");
        assertThat(List.of(preview.facts(), preview.factCount(), preview.lacking(), preview.repeats()))
                .containsExactly(2L, 1L, 1L, 1L);
    }

    @Test
    void countsFactsWhenTheMeterNamesNoMeasure() {
        PreviewCount count = new PreviewCount("ten_a", meter(null), HOUR);
        count.add(fact("1", NOON, "eu", null));
        count.add(fact("2", NOON, "eu", 4));

        assertThat(count.preview(NOON).quantity()).isEqualByComparingTo("2");
    }

    @Test
    void leavesOutOtherTenantsOtherTypesAndTimesOutsideTheHour() {
        seconds.add(fact("start", NOON, "eu", 1));
        seconds.add(fact("before", NOON.minusNanos(1_000), "eu", 1));
        seconds.add(fact("end", HOUR.end(), "eu", 1));
        seconds.add(new RawFact("ten_b", "s", "x", NOON, NOON, "job", name -> Optional.of(BigDecimal.ONE), name -> ""));
        seconds.add(
                new RawFact("ten_a", "s", "y", NOON, NOON, "other", name -> Optional.of(BigDecimal.ONE), name -> ""));

        assertThat(seconds.preview(NOON).quantity()).isEqualByComparingTo("1");
        assertThat(seconds.preview(NOON).samples())
                .extracting(MeterPreview.Sample::id)
                .containsExactly("start");
    }

    @Test
    void speaksOnlyOfTheTimeThatWasRead() {
        seconds.add(fact("1", NOON.plusSeconds(90), "eu", 1));
        seconds.add(fact("2", NOON.plusSeconds(120), "us", 2));

        MeterPreview preview = seconds.preview(NOON.plusSeconds(61));

        assertThat(preview.complete()).isFalse();
        assertThat(preview.from()).isEqualTo(NOON.plusSeconds(120));
        assertThat(preview.series()).hasSize(58);
        assertThat(preview.quantity()).isEqualByComparingTo("2");
        assertThat(preview.groups()).hasSize(1);
        assertThat(preview.samples()).hasSize(1);
    }

    @Test
    void showsTheNewestFactsAndNoMoreThanFit() {
        for (int i = 0; i < 25; i++) {
            seconds.add(fact("id" + i, NOON.plusSeconds(i), "zone " + i, 1));
        }

        MeterPreview preview = seconds.preview(NOON);

        assertThat(preview.samples()).hasSize(PreviewCount.SAMPLES);
        assertThat(preview.samples().get(0).id()).isEqualTo("id24");
        assertThat(preview.samples().get(9).id()).isEqualTo("id15");
        assertThat(preview.groups()).hasSize(PreviewCount.GROUPS);
        assertThat(preview.factCount()).isEqualTo(25);
    }

    private static RawFact fact(String id, Instant occurredAt, String zone, @Nullable Integer seconds) {
        return new RawFact(
                "ten_a",
                "s",
                id,
                occurredAt,
                occurredAt.plusSeconds(1),
                "job",
                name -> name.equals("seconds") && seconds != null
                        ? Optional.of(BigDecimal.valueOf(seconds))
                        : Optional.empty(),
                name -> Map.of("zone", zone).getOrDefault(name, ""));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void comesToWhatTheTableSays(FoldCase each) {
        Aggregation aggregation = each.folding().aggregation();
        PreviewCount count = new PreviewCount(
                "ten_a", meter(aggregation, each.folding().percentile(), "value", null), FoldCase.HOUR);
        for (int i = 0; i < each.values().size(); i++) {
            FoldCase.Value value = each.values().get(i);
            count.add(new RawFact(
                    "ten_a",
                    "s",
                    "e" + i,
                    value.occurredAt(),
                    value.occurredAt(),
                    "job",
                    name -> Optional.of(value.number()),
                    name -> ""));
        }

        MeterPreview preview = count.preview(FoldCase.HOUR.start());

        assertThat(each.agreesWith(new FoldResult(preview.quantity(), preview.error())))
                .isTrue();
    }

    static Stream<FoldCase> cases() {
        return FoldCase.all().stream();
    }

    /** A preview knows the hour alone. */
    @ParameterizedTest
    @MethodSource("sampled")
    void comesToWhatTheTableSaysOfSamples(SampleCase each) {
        NewMeter meter = new NewMeter(
                new MeterKey("cores"),
                RuntimeMetrics.TYPE,
                Aggregation.TIME_WEIGHTED_SUM,
                null,
                RuntimeMetrics.QUANTITY,
                null,
                null,
                List.of(RuntimeMetrics.INSTANCE),
                null,
                each.folding().hold(),
                "core-hours",
                null,
                null);
        PreviewCount count = new PreviewCount("ten_a", meter, FoldCase.HOUR);
        each.samples().forEach(taken -> count.add(RuntimeSamples.raw(taken)));

        MeterPreview preview = count.preview(FoldCase.HOUR.start());

        assertThat(preview.quantity()).isEqualByComparingTo(each.quantity());
        BigDecimal minutes =
                preview.series().stream().map(MeterPreview.Minute::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(minutes.subtract(each.quantity()).abs()).isLessThan(new BigDecimal("1E-15"));
    }

    static Stream<SampleCase> sampled() {
        return SampleCase.all().stream()
                .filter(each -> each.samples().stream()
                        .allMatch(taken -> FoldCase.HOUR.contains(taken.occurredAt())
                                || (!taken.cumulative() && taken.occurredAt().equals(FoldCase.HOUR.end()))));
    }

    @Test
    void tellsOfFactsThatDoNotPassTheFilters() {
        PreviewCount count = new PreviewCount(
                "ten_a",
                meter(
                        Aggregation.SUM,
                        null,
                        "seconds",
                        List.of(new MeterFilter("zone", FieldFilter.Operator.IN, List.of("eu")))),
                HOUR);
        count.add(fact("1", NOON, "eu", 10));
        count.add(fact("2", NOON, "us", 5));

        MeterPreview preview = count.preview(NOON);

        assertThat(preview.quantity()).isEqualByComparingTo("10");
        assertThat(List.of(preview.facts(), preview.factCount(), preview.filtered()))
                .containsExactly(2L, 1L, 1L);
    }

    private static NewMeter meter(@Nullable String summed) {
        return meter(summed == null ? Aggregation.COUNT : Aggregation.SUM, null, summed, null);
    }

    private static NewMeter meter(
            Aggregation aggregation,
            @Nullable BigDecimal percentile,
            @Nullable String valueField,
            @Nullable List<MeterFilter> filters) {
        return new NewMeter(
                new MeterKey("gpu"),
                "job",
                aggregation,
                percentile,
                valueField,
                null,
                filters,
                List.of("zone"),
                null,
                null,
                " s ",
                null,
                null);
    }
}
