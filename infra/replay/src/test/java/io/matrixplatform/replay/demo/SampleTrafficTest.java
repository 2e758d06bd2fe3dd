package io.matrixplatform.replay.demo;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.matrixplatform.replay.demo.Sending.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SampleTrafficTest {
    private static final int RATE = 100;
    private static final int TENANTS = 3;

    /** Ten minutes. */
    private static final long TICKS = 2_400;

    private final SampleTraffic traffic = new SampleTraffic(7, TENANTS, RATE);
    private final List<Sending> sendings = all(traffic);

    @Test
    void isTheSameForTheSameSeedWhateverIsAskedFirst() {
        SampleTraffic again = new SampleTraffic(7, TENANTS, RATE);
        List<Sending> backwards = new ArrayList<>();
        for (long tick = TICKS - 1; tick >= 0; tick--) {
            backwards.addAll(0, again.tick(tick));
        }

        assertThat(backwards).isEqualTo(sendings);
        assertThat(all(new SampleTraffic(8, TENANTS, RATE))).isNotEqualTo(sendings);
    }

    @Test
    void comesAtTheRateThatWasAskedForOnAverage() {
        double perSecond = first().size() / (TICKS / 4.0);

        assertThat(perSecond).isCloseTo(RATE, within(RATE * 0.15));
    }

    @Test
    void comesInBursts() {
        List<Integer> perPhase = LongStream.range(0, TICKS / 32)
                .mapToObj(phase -> LongStream.range(phase * 32, phase * 32 + 32)
                        .mapToInt(tick -> traffic.tick(tick).size())
                        .sum())
                .sorted()
                .toList();

        int median = perPhase.get(perPhase.size() / 2);
        int largest = perPhase.get(perPhase.size() - 1);
        assertThat(largest).isGreaterThan(2 * median);
    }

    @Test
    void isCarriedByFewTenantsAndKeysAndLeavesSomeKeysIdle() {
        double largest = share(first(), sending -> sending.tenant() == 0);
        double smallest = share(first(), sending -> sending.tenant() == TENANTS - 1);

        assertThat(largest).isCloseTo(traffic.share(0), within(0.1)).isGreaterThan(0.45);
        assertThat(smallest).isBetween(0.05, 0.3);
        assertThat(share(first(), sending -> sending.key() == 0)).isGreaterThan(0.6);
        assertThat(share(first(), sending -> sending.key() == 2)).isBetween(0.01, 0.15);
        assertThat(sendings).allSatisfy(sending -> assertThat(sending.key()).isLessThan(SampleTraffic.KEYS_IN_USE));
    }

    @Test
    void hasItsSharesOfWhatNoRecordingHas() {
        Map<Kind, Double> shares = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            shares.put(
                    kind,
                    sendings.stream().filter(sending -> sending.kind() == kind).count() / (double) first().size());
        }

        assertThat(shares.get(Kind.REPEAT)).isCloseTo(SampleTraffic.REPEATS, within(0.006));
        assertThat(shares.get(Kind.CONFLICT)).isCloseTo(SampleTraffic.CONFLICTS, within(0.002));
        assertThat(shares.get(Kind.DISORDERED)).isCloseTo(SampleTraffic.DISORDERED, within(0.008));
        assertThat(shares.get(Kind.LATE)).isCloseTo(SampleTraffic.LATE, within(0.004));
        assertThat(shares.get(Kind.BAD)).isCloseTo(SampleTraffic.BAD, within(0.003));
        assertThat(share(first(), sending -> !sending.event().isApiCall()))
                .isCloseTo(SampleTraffic.DOCUMENTS, within(0.01));
    }

    @Test
    void repeatsTheSameEventAndContradictsItselfOnlyInContent() {
        Map<String, SampleEvent> originals = first().stream()
                .collect(java.util.stream.Collectors.toMap(
                        sending -> sending.event().id(), Sending::event));

        for (Sending sending : sendings) {
            SampleEvent original = requireNonNull(originals.get(sending.event().id()));
            if (sending.kind() == Kind.REPEAT) {
                assertThat(sending.event()).isEqualTo(original);
            } else if (sending.kind() == Kind.CONFLICT) {
                assertThat(sending.event()).isNotEqualTo(original);
                assertThat(sending.event().occurred()).isEqualTo(original.occurred());
            }
        }
    }

    @Test
    void isLateByHoursOrDueWithinSecondsOfHappening() {
        for (Sending sending : sendings) {
            Duration wait = sending.due().minus(sending.event().occurred());
            switch (sending.kind()) {
                case PROMPT -> assertThat(wait).isZero();
                case DISORDERED -> assertThat(wait).isBetween(Duration.ZERO, Duration.ofSeconds(20));
                case LATE -> assertThat(wait).isBetween(Duration.ofHours(2), SampleTraffic.LATEST);
                case REPEAT, CONFLICT, BAD -> {}
            }
        }
    }

    @Test
    void hasHeavyTailedTokensErrorsAndSlowCalls() {
        List<Map<String, Object>> calls = first().stream()
                .filter(sending -> sending.kind() != Kind.BAD && sending.event().isApiCall())
                .map(sending -> sending.event().data())
                .toList();
        List<Long> input = sorted(calls, "input_tokens");
        List<Long> latency = sorted(calls, "latency_ms");

        assertThat(at(input, 0.99)).isGreaterThan(5 * at(input, 0.5));
        assertThat(input.get(input.size() - 1)).isGreaterThan(30 * at(input, 0.5));
        assertThat(at(latency, 0.99)).isGreaterThan(4 * at(latency, 0.5));
        double errors = calls.stream()
                        .filter(call -> !Integer.valueOf(200).equals(call.get("status")))
                        .count()
                / (double) calls.size();
        assertThat(errors).isBetween(0.015, 0.08);
    }

    private List<Sending> first() {
        return sendings.stream()
                .filter(sending -> sending.kind() != Kind.REPEAT && sending.kind() != Kind.CONFLICT)
                .toList();
    }

    private static double share(List<Sending> sendings, java.util.function.Predicate<Sending> which) {
        return sendings.stream().filter(which).count() / (double) sendings.size();
    }

    private static List<Long> sorted(List<Map<String, Object>> calls, String field) {
        return calls.stream()
                .map(call -> call.get(field))
                .filter(Number.class::isInstance)
                .map(number -> ((Number) number).longValue())
                .sorted()
                .toList();
    }

    private static long at(List<Long> sorted, double share) {
        return sorted.get((int) (share * sorted.size()));
    }

    private static List<Sending> all(SampleTraffic traffic) {
        return LongStream.range(0, TICKS)
                .boxed()
                .flatMap(tick -> traffic.tick(tick).stream())
                .toList();
    }
}
