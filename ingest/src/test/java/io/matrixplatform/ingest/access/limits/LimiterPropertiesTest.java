package io.matrixplatform.ingest.access.limits;

import static io.matrixplatform.ingest.access.limits.Edge.key;
import static io.matrixplatform.ingest.access.limits.Edge.limit;
import static io.matrixplatform.ingest.access.limits.Edge.reading;
import static io.matrixplatform.model.access.limits.LimitKind.CONCURRENT_REQUESTS;
import static io.matrixplatform.model.access.limits.LimitKind.REQUESTS_PER_DAY;
import static io.matrixplatform.model.access.limits.LimitKind.REQUESTS_PER_HOUR;
import static io.matrixplatform.model.access.limits.LimitKind.REQUESTS_PER_MINUTE;
import static io.matrixplatform.model.access.limits.LimitKind.TOKENS_PER_MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.ingest.access.limits.Decision.Admitted;
import io.matrixplatform.model.access.limits.Limit;
import io.matrixplatform.model.access.limits.WhenStale;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class LimiterPropertiesTest {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    /** So many tokens are asked for, so many milliseconds after the one before. */
    private record Step(long afterMillis, long tokens) {
        static List<Step> of(List<Integer> waits, long seed, int most) {
            Random random = new Random(seed);
            return waits.stream()
                    .map(wait -> new Step(wait, random.nextInt(most + 1)))
                    .toList();
        }
    }

    @Property(tries = 300)
    void letsThroughNoMoreInAnyTimeThanTheBurstAndWhatComesBackInIt(
            @ForAll @LongRange(min = 1, max = 5_000) long amount,
            @ForAll @IntRange(min = 1, max = 100) int burstPercent,
            @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 9_000) Integer> waits,
            @ForAll long seed) {
        long burst = Math.max(1, amount * burstPercent / 100);
        Edge edge = new Edge().tier(new Limit(TOKENS_PER_MINUTE, amount, burst, WhenStale.LOCAL));
        List<long[]> taken = new ArrayList<>();
        long at = 0;
        for (Step step : Step.of(waits, seed, (int) burst)) {
            edge.pass(Duration.ofMillis(step.afterMillis));
            at += step.afterMillis * 1_000_000;
            if (edge.ask(key(1), step.tokens, 0) instanceof Admitted) {
                taken.add(new long[] {at, step.tokens});
            }
        }

        for (int from = 0; from < taken.size(); from++) {
            long sum = 0;
            for (int to = from; to < taken.size(); to++) {
                sum += taken.get(to)[1];
                long time = taken.get(to)[0] - taken.get(from)[0];
                assertThat((sum - burst) * MINUTE).isLessThanOrEqualTo(time * amount);
            }
        }
    }

    @Property(tries = 200)
    void isFullAgainAfterAWindowInWhichNothingWasAsked(
            @ForAll @LongRange(min = 1, max = Limit.MAX_AMOUNT) long amount,
            @ForAll @Size(max = 20) List<@IntRange(max = 30_000) Integer> waits,
            @ForAll long seed) {
        Edge edge = new Edge().tier(limit(TOKENS_PER_MINUTE, amount));
        for (Step step : Step.of(waits, seed, (int) amount)) {
            edge.pass(Duration.ofMillis(step.afterMillis));
            edge.ask(key(1), step.tokens, 0);
        }

        // Intervals are rounded up to a nanosecond.
        edge.pass(Duration.ofNanos(MINUTE + amount));

        assertThat(edge.ask(key(1), amount, 0)).isInstanceOf(Admitted.class);
    }

    @Property(tries = 300)
    void leavesAfterSettlingWhatWouldBeLeftHadTheUseBeenKnownInWhateverOrder(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 800) Integer> reserved, @ForAll long seed) {
        Random random = new Random(seed);
        Edge edge = new Edge().tier(limit(TOKENS_PER_MINUTE, 10_000));
        Edge knowing = new Edge().tier(limit(TOKENS_PER_MINUTE, 10_000));
        List<Permit> permits = new ArrayList<>();
        List<Integer> uses = new ArrayList<>();
        for (int tokens : reserved) {
            permits.add(edge.admit(key(1), tokens, 0));
            uses.add(random.nextInt(800));
            knowing.admit(key(1), uses.get(uses.size() - 1), 0);
        }

        List<Integer> order =
                new ArrayList<>(IntStream.range(0, permits.size()).boxed().toList());
        Collections.shuffle(order, random);
        order.forEach(i -> permits.get(i).settle(uses.get(i), 0));

        assertThat(reading(edge.ask(), TOKENS_PER_MINUTE)).isEqualTo(reading(knowing.ask(), TOKENS_PER_MINUTE));
    }

    @Property(tries = 300)
    void usesOfEveryLimitOrOfNone(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 20_000) Integer> waits, @ForAll long seed) {
        Edge edge = new Edge()
                .tier(limit(REQUESTS_PER_HOUR, 1_000), limit(REQUESTS_PER_MINUTE, 7), limit(TOKENS_PER_MINUTE, 900))
                .put("key/key_1", limit(REQUESTS_PER_DAY, 1_000), limit(TOKENS_PER_MINUTE, 500));
        long admitted = 0;
        for (Step step : Step.of(waits, seed, 600)) {
            edge.pass(Duration.ofMillis(step.afterMillis));
            admitted += edge.ask(key(1), step.tokens, 0) instanceof Admitted ? 1 : 0;
        }

        Decision last = edge.ask(key(1), 0, 0);
        admitted += last instanceof Admitted ? 1 : 0;
        assertThat(reading(last, REQUESTS_PER_DAY).remaining()).isEqualTo(1_000 - admitted);
        assertThat(reading(last, REQUESTS_PER_HOUR).remaining()).isEqualTo(1_000 - admitted);
    }

    @Property(tries = 200)
    void decidesTheSameWhenTheWallClockIsSteppedBack(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 900_000) Integer> waits,
            @ForAll @IntRange(min = 1, max = 200_000) int secondsBack,
            @ForAll long seed) {
        Edge steady = new Edge().tier(limit(REQUESTS_PER_HOUR, 3), limit(REQUESTS_PER_DAY, 20));
        Edge stepped = new Edge().tier(limit(REQUESTS_PER_HOUR, 3), limit(REQUESTS_PER_DAY, 20));
        Random random = new Random(seed);
        for (int wait : waits) {
            steady.pass(Duration.ofMillis(wait));
            stepped.pass(Duration.ofMillis(wait));
            if (random.nextInt(8) == 0) {
                stepped.stepWallClock(Duration.ofSeconds(-secondsBack));
            }

            assertThat(stepped.ask().readings()).isEqualTo(steady.ask().readings());
        }
    }

    @Property(tries = 200)
    void decidesTheSameHoweverOftenItForgets(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 90_000) Integer> waits, @ForAll long seed) {
        Edge keeping = new Edge();
        Edge forgetting = new Edge();
        List<Permit> kept = new ArrayList<>();
        List<Permit> swept = new ArrayList<>();
        Random random = new Random(seed);
        for (Edge edge : List.of(keeping, forgetting)) {
            edge.tier(limit(TOKENS_PER_MINUTE, 500), limit(REQUESTS_PER_HOUR, 9), limit(CONCURRENT_REQUESTS, 3));
        }
        for (Step step : Step.of(waits, seed, 400)) {
            keeping.pass(Duration.ofMillis(step.afterMillis));
            forgetting.pass(Duration.ofMillis(step.afterMillis));
            forgetting.limiter.sweep();
            Decision one = keeping.ask(key(1), step.tokens, 0);
            Decision other = forgetting.ask(key(1), step.tokens, 0);
            assertThat(other.readings()).isEqualTo(one.readings());
            if (one instanceof Admitted admitted && other instanceof Admitted same) {
                kept.add(admitted.permit());
                swept.add(same.permit());
            }
            if (!kept.isEmpty() && random.nextBoolean()) {
                int which = random.nextInt(kept.size());
                int used = random.nextInt(900);
                kept.remove(which).settle(used, 0);
                swept.remove(which).settle(used, 0);
            }
        }
    }
}
