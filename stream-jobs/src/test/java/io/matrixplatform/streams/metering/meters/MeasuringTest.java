package io.matrixplatform.streams.metering.meters;

import static io.matrixplatform.streams.metering.facts.Facts.NOON;
import static io.matrixplatform.streams.metering.facts.Facts.call;
import static io.matrixplatform.streams.metering.meters.Meters.API_CALL;
import static io.matrixplatform.streams.metering.meters.Meters.between;
import static io.matrixplatform.streams.metering.meters.Meters.meter;
import static io.matrixplatform.streams.metering.meters.Meters.ruled;
import static io.matrixplatform.streams.metering.meters.Meters.withVersion;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.model.metering.Slice;
import io.matrixplatform.model.metering.folds.Aggregation;
import io.matrixplatform.model.metering.folds.Folding;
import io.matrixplatform.model.metering.measures.Expression;
import io.matrixplatform.model.metering.measures.FieldFilter;
import io.matrixplatform.model.metering.measures.MeterRule;
import io.matrixplatform.streams.metering.facts.Countable;
import io.matrixplatform.streams.metering.facts.Fact;
import io.matrixplatform.streams.metering.facts.Fate;
import io.matrixplatform.streams.metering.facts.PlainCall;
import io.matrixplatform.streams.metering.facts.Records;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class MeasuringTest {
    private static final String BOTH = "input_tokens + output_tokens";
    private static final FieldFilter ONE_USER = new FieldFilter("subject", FieldFilter.Operator.IN, Set.of("user-1"));
    private static final Folding LARGEST = Folding.of(Aggregation.MAX);

    private final Measuring measuring = new Measuring();
    private final List<Measurement> measured = new ArrayList<>();

    @Test
    void countsAndSumsByTheDimensionsOfEachMeter() {
        Meters.PREDEFINED.forEach(measuring::define);

        Fate fate = measure(call("a").tokens(3, 5).fact());

        assertThat(fate).isEqualTo(Fate.COUNTED);
        assertThat(measured)
                .extracting(each -> each.series().meterKey() + " " + each.whole())
                .containsExactlyInAnyOrder("api.calls 1", "tokens.input 3", "tokens.output 5");
        assertThat(measured)
                .extracting(each -> each.series().dimensions())
                .containsOnly("{\"model\":\"gpt-4o\",\"route\":\"/v1/chat\"}");
    }

    @Test
    void addsNothingForAFactThatLacksTheMeasure() {
        measuring.define(meter("*", "first.token", API_CALL, "time_to_first_token_ms"));

        assertThat(measure(call("a").fact())).isEqualTo(Fate.UNMETERED);
        assertThat(measured).isEmpty();
    }

    @Test
    void goesByTheDefinitionInForceWhenTheFactWasRecorded() {
        long from = NOON.getEpochSecond() * 1_000_000;
        measuring.define(between(meter("*", "api.calls", API_CALL, null), from, from + 60_000_000));

        assertThat(measure(call("a").recorded(NOON.minusNanos(1_000)).fact())).isEqualTo(Fate.UNMETERED);
        assertThat(measure(call("b").recorded(NOON).fact())).isEqualTo(Fate.COUNTED);
        assertThat(measure(call("c").recorded(NOON.plusSeconds(60)).fact())).isEqualTo(Fate.UNMETERED);
    }

    @Test
    void stopsWithFactsRecordedFromTheMinuteAMeterIsArchivedAtWhenThatIsToldWhileItRuns() {
        long archived = NOON.plusSeconds(60).getEpochSecond() * 1_000_000;
        Meter meter = meter("ten_a", "own", API_CALL, null);
        measuring.define(meter);
        assertThat(measure(call("a").of("ten_a").recorded(NOON).fact())).isEqualTo(Fate.COUNTED);

        measuring.define(between(withVersion(meter, 2, meter.graceSeconds()), 0, archived));

        assertThat(measure(call("b")
                        .of("ten_a")
                        .recorded(NOON.plusSeconds(60).minusNanos(1_000))
                        .fact()))
                .isEqualTo(Fate.COUNTED);
        assertThat(measure(call("c").of("ten_a").recorded(NOON.plusSeconds(60)).fact()))
                .isEqualTo(Fate.UNMETERED);
        measuring.define(meter);
        assertThat(measure(call("d").of("ten_a").recorded(NOON.plusSeconds(61)).fact()))
                .isEqualTo(Fate.UNMETERED);
    }

    @Test
    void ignoresALowerVersion() {
        Meter meter = meter("*", "api.calls", API_CALL, null);
        measuring.define(withVersion(meter, 2, 60));
        measuring.define(withVersion(meter, 1, 3_600));

        measure(call("a").fact());

        assertThat(measured.get(0).series().graceSeconds()).isEqualTo(60);
    }

    @Test
    void keepsATenantsMetersToItself() {
        measuring.define(meter("ten_b", "own", API_CALL, null));

        assertThat(measure(call("a").of("ten_a").fact())).isEqualTo(Fate.UNMETERED);
        assertThat(measure(call("a").of("ten_b").fact())).isEqualTo(Fate.COUNTED);
    }

    @Test
    void prefersThePlatformsMeterToATenantsOfTheSameKey() {
        measuring.define(meter("ten_a", "api.calls", API_CALL, "input_tokens"));
        measuring.define(meter("*", "api.calls", API_CALL, null));

        measure(call("a").of("ten_a").tokens(3, 5).fact());

        assertThat(measured).extracting(Measurement::whole).containsExactly(1L);
    }

    @Property
    void isLateExactlyWhenTheSliceSaysSo(
            @ForAll @LongRange(min = -86_400, max = 8_000) long recordedAfter,
            @ForAll @IntRange(max = 900) int second,
            @ForAll @IntRange(max = 7_200) int grace) {
        Instant occurred = NOON.plusSeconds(second);
        Instant recorded = NOON.plusSeconds(recordedAfter);
        Meter meter = withVersion(meter("*", "api.calls", API_CALL, null), 1, grace);
        Slice slice = new Slice("ten_a", null, "api.calls", "{}", Slice.startOf(occurred));

        boolean late = Measuring.isLate(occurred.getEpochSecond() / 60, recorded.getEpochSecond() * 1_000_000, meter);

        assertThat(late).isEqualTo(slice.isLate(recorded, Duration.ofSeconds(grace)));
    }

    @Test
    void takesOfAPlainCallWhatItTakesOfTheFact() {
        Meters.PREDEFINED.forEach(measuring::define);
        measuring.define(meter("*", "by.subject", API_CALL, "output_tokens", List.of("model", "subject")));
        measuring.define(ruled("ten_a", "largest", API_CALL, new MeterRule(List.of(), "latency_ms", null, LARGEST)));
        measuring.define(
                ruled("ten_a", "both", API_CALL, new MeterRule(List.of(ONE_USER), null, Expression.parse(BOTH), null)));
        for (String subject : List.of("user-1", "user-2", "Käthe", "user-1")) {
            Fact fact = call("a").of("ten_a").subject(subject).tokens(3, 5).fact();

            Fate ofFact = measure(fact);
            List<Measurement> expected = List.copyOf(measured);
            measured.clear();

            assertThat(measure(Records.plain(fact))).isEqualTo(ofFact).isEqualTo(Fate.COUNTED);
            assertThat(measured)
                    .usingRecursiveComparison()
                    .ignoringCollectionOrder()
                    .isEqualTo(expected);
            assertThat(measured).hasSize(subject.equals("user-1") ? 6 : 5);
            measured.clear();
        }
    }

    @Test
    void goesByADefinitionThatCameSinceACallOfTheKind() {
        PlainCall call = Records.plain(call("a").fact());
        assertThat(measure(call)).isEqualTo(Fate.UNMETERED);

        measuring.define(meter("*", "api.calls", API_CALL, null));

        assertThat(measure(call)).isEqualTo(Fate.COUNTED);
    }

    private Fate measure(Countable fact) {
        return measuring.measure(fact, each -> each.all().forEach(measured::add));
    }
}
