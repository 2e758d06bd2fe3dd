package io.matrixplatform.replay.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.replay.counting.Totals;
import io.matrixplatform.replay.trace.Trace;
import io.matrixplatform.replay.trace.TraceRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final Instant END = Instant.parse("2026-11-21T12:00:00.000001Z");
    private static final Instant TRACED = Instant.parse("2023-11-16T18:17:03.979960Z");
    private static final Injection SOME = new Injection(0.05, Duration.ofSeconds(30), 0.01);

    @Test
    void dealsTheSameCallsForTheSameSeedForEver() {
        Plan plan = Plan.of(trace(8, 1), END, 4, SOME, 1);

        assertThat(plan.calls()).extracting(PlannedCall::tenant).containsExactly(3, 0, 0, 0, 2, 0, 1, 1);
        assertThat(plan.calls()).extracting(PlannedCall::key).containsExactly(0, 0, 0, 0, 0, 1, 0, 0);
        assertThat(new String(
                        new ApiCallEvents("urn:matrix:replay:r")
                                .batch(plan.calls().subList(0, 2)),
                        UTF_8))
                .isEqualTo("""
                        [{"specversion":"1.0","id":"call-0","source":"urn:matrix:replay:r",\
                        "type":"io.matrixplatform.api-call.v1","time":"2026-11-21T11:59:55.100001Z",\
                        "data":{"model":"mistral-small","route":"/v1/chat/completions","status":200,"latency_ms":14850,\
                        "input_tokens":1985,"output_tokens":588}},\
                        {"specversion":"1.0","id":"call-1","source":"urn:matrix:replay:r",\
                        "type":"io.matrixplatform.api-call.v1","time":"2026-11-21T11:59:55.800001Z",\
                        "data":{"model":"llama-3.3-70b","route":"/v1/chat/completions","status":200,"latency_ms":7975,\
                        "input_tokens":6847,"output_tokens":313}}]""");
    }

    @Property(tries = 50)
    void isAFunctionOfTraceOptionsAndSeed(@ForAll long seed) {
        assertThat(Plan.of(trace(300, 1), END, 4, SOME, seed)).isEqualTo(Plan.of(trace(300, 1), END, 4, SOME, seed));
    }

    @Test
    void dealsOtherCallsForAnotherSeed() {
        assertThat(Plan.of(trace(300, 1), END, 4, SOME, 1).calls())
                .isNotEqualTo(Plan.of(trace(300, 1), END, 4, SOME, 2).calls());
    }

    @Property(tries = 100)
    void neitherLosesNorAddsAUnitWhateverIsInjected(
            @ForAll @IntRange(min = 1, max = 400) int rows,
            @ForAll @IntRange(min = 1, max = 9) int tenants,
            @ForAll @DoubleRange(max = 1) double duplicates,
            @ForAll @IntRange(max = 600) int disorderSeconds,
            @ForAll @DoubleRange(max = 1) double late,
            @ForAll long seed) {
        Trace trace = trace(rows, seed);
        Injection injection = new Injection(duplicates, Duration.ofSeconds(disorderSeconds), late);
        Plan plan = Plan.of(trace, END, tenants, injection, seed);

        Set<PlannedCall> distinct = new HashSet<>();
        plan.steps().forEach(step -> assertThat(distinct.add(step.call())).isEqualTo(!step.repeat()));
        assertThat(distinct).hasSize(rows).containsExactlyInAnyOrderElementsOf(plan.calls());
        assertThat(total(plan.calls()))
                .isEqualTo(trace.rows().stream()
                        .map(row -> Totals.ofCall(row.inputTokens(), row.outputTokens()))
                        .reduce(Totals.ZERO, Totals::plus));
        assertThat(plan.steps()).hasSize(rows + (int) Math.round(duplicates * rows));
        assertThat(plan.calls().stream().filter(PlannedCall::late).count()).isEqualTo(Math.round(late * rows));
        assertThat(plan.calls()).allMatch(call -> call.tenant() < tenants && call.key() < Plan.KEYS);
    }

    @Test
    void contradictsAmendsCancelsAndSpoilsDifferentCalls() {
        Injection odd = new Injection(0.05, Duration.ofSeconds(30), 0.01, 0.01, 0.005, 0.005, 0.005);
        Plan plan = Plan.of(trace(2_000, 1), END, 4, odd, 1);

        assertThat(plan.contradictions())
                .hasSize(20)
                .allMatch(step -> step.call().saying() == Saying.CONTRADICTION && !step.repeat());
        Map<Saying, Long> saying = plan.steps().stream()
                .filter(step -> !step.repeat())
                .collect(groupingBy(step -> step.call().saying(), counting()));
        assertThat(saying)
                .isEqualTo(Map.of(
                        Saying.CALL,
                        1_990L,
                        Saying.IMPLAUSIBLE_CALL,
                        10L,
                        Saying.AMENDMENT,
                        10L,
                        Saying.CANCELLATION,
                        10L));
        Set<Integer> odds = new HashSet<>();
        Stream.concat(plan.steps().stream(), plan.contradictions().stream())
                .filter(step -> !step.repeat() && step.call().saying() != Saying.CALL)
                .forEach(step -> assertThat(odds.add(step.call().number())).isTrue());
    }

    @Test
    void endsTheTraceWhenItIsToldToAndKeepsItsGaps() {
        Trace trace = trace(50, 1);
        List<PlannedCall> calls = Plan.of(trace, END, 4, Injection.NONE, 1).calls();

        assertThat(calls.get(49).occurredAt()).isEqualTo(END);
        for (int i = 1; i < 50; i++) {
            assertThat(Duration.between(
                            calls.get(i - 1).occurredAt(), calls.get(i).occurredAt()))
                    .isEqualTo(Duration.between(
                            trace.rows().get(i - 1).at(), trace.rows().get(i).at()));
        }
    }

    @Test
    void movesLateCallsBackByThreeHoursAndNoOthers() {
        List<PlannedCall> onTime =
                Plan.of(trace(200, 1), END, 4, Injection.NONE, 1).calls();
        List<PlannedCall> someLate = Plan.of(trace(200, 1), END, 4, SOME, 1).calls();

        for (int i = 0; i < 200; i++) {
            Duration back =
                    Duration.between(someLate.get(i).occurredAt(), onTime.get(i).occurredAt());
            assertThat(back).isEqualTo(someLate.get(i).late() ? Duration.ofHours(3) : Duration.ZERO);
        }
    }

    @Test
    void sendsInOrderUnlessToldToDisorder() {
        Plan plan = Plan.of(trace(500, 1), END, 4, Injection.NONE, 1);
        Plan disordered = Plan.of(trace(500, 1), END, 4, new Injection(0, Duration.ofSeconds(30), 0), 1);

        assertThat(plan.steps()).extracting(step -> step.call().number()).isSorted();
        assertThat(disordered.steps())
                .extracting(step -> step.call().number())
                .isNotEqualTo(
                        plan.steps().stream().map(step -> step.call().number()).toList());
        assertThat(disordered.steps()).isSortedAccordingTo(Comparator.comparing(Step::after));
        assertThat(disordered.steps())
                .allSatisfy(step -> assertThat(step.after()
                                .minus(plan.steps().get(step.call().number()).after()))
                        .isBetween(Duration.ZERO, Duration.ofSeconds(30)));
    }

    @Test
    void dealsUnevenly() {
        Map<Integer, Long> byTenant = Plan.of(trace(5_000, 1), END, 4, Injection.NONE, 1).calls().stream()
                .collect(groupingBy(PlannedCall::tenant, counting()));

        assertThat(byTenant.get(0)).isBetween(2_300L, 2_800L);
        assertThat(byTenant.get(1)).isLessThan(byTenant.get(0));
        assertThat(byTenant.get(3)).isBetween(300L, 600L);
    }

    private static Totals total(List<PlannedCall> calls) {
        return calls.stream()
                .map(call -> Totals.ofCall(call.inputTokens(), call.outputTokens()))
                .reduce(Totals.ZERO, Totals::plus);
    }

    private static Trace trace(int rows, long seed) {
        Random random = new Random(seed);
        return new Trace(
                "sample.csv",
                "00",
                IntStream.range(0, rows)
                        .mapToObj(i ->
                                new TraceRow(TRACED.plusMillis(700L * i), random.nextInt(7_000), random.nextInt(1_000)))
                        .toList());
    }
}
