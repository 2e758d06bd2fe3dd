package io.matrixplatform.model.access.buckets;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BucketsTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final Buckets buckets = new Buckets(new Rate(60, 3), 2, nanos::get);

    @Test
    void letThroughABurstAndNotOneMore() {
        assertThat(IntStream.range(0, 5).mapToObj(i -> buckets.take("a").isAllowed()))
                .containsExactly(true, true, true, false, false);
    }

    @Test
    void tellWhatIsLeftAndWhenTheNextOneIs() {
        assertThat(buckets.take("a").remaining()).isEqualTo(2);
        buckets.take("a");
        buckets.take("a");
        pass(Duration.ofMillis(400));

        Verdict refused = buckets.take("a");

        assertThat(refused).isEqualTo(new Verdict(false, 0, Duration.ofMillis(600)));
        assertThat(refused.retryAfterSeconds()).isEqualTo(1);
    }

    @Test
    void letOneThroughAsSoonAsTheyHadSaid() {
        IntStream.range(0, 3).forEach(i -> buckets.take("a"));
        Duration wait = buckets.take("a").untilNext();

        pass(wait.minusNanos(1));
        assertThat(buckets.take("a").isAllowed()).isFalse();
        pass(Duration.ofNanos(1));
        assertThat(buckets.take("a").isAllowed()).isTrue();
    }

    @Test
    void chargeNothingForARefusal() {
        IntStream.range(0, 100).forEach(i -> buckets.take("a"));
        pass(Duration.ofSeconds(3));

        assertThat(IntStream.range(0, 4).mapToObj(i -> buckets.take("a").isAllowed()))
                .containsExactly(true, true, true, false);
    }

    @Test
    void keepCallersApart() {
        IntStream.range(0, 4).forEach(i -> buckets.take("a"));

        assertThat(buckets.take("b").isAllowed()).isTrue();
    }

    @Test
    void takeNothingByLooking() {
        assertThat(buckets.look("a")).isEqualTo(new Verdict(true, 3, Duration.ZERO));
        IntStream.range(0, 3).forEach(i -> buckets.take("a"));

        assertThat(buckets.look("a")).isEqualTo(new Verdict(false, 0, Duration.ofSeconds(1)));
    }

    @Test
    void forgetNobodyWhoOwesSomethingWhenMemoryIsFull() {
        IntStream.range(0, 3).forEach(i -> buckets.take("a"));
        IntStream.range(0, 50).forEach(i -> buckets.take("stranger " + i));

        assertThat(buckets.size()).isLessThanOrEqualTo(3);
        assertThat(buckets.take("a").isAllowed()).isFalse();
    }

    @Test
    void makeRoomOfWhatIsFullAgain() {
        buckets.take("a");
        buckets.take("b");
        pass(Duration.ofSeconds(3));

        buckets.take("c");

        assertThat(buckets.size()).isEqualTo(1);
    }

    @Property
    void neverLetThroughMoreThanBurstAndRate(
            @ForAll @Size(min = 1, max = 200) java.util.List<@IntRange(min = 0, max = 2_000) Integer> pausesMs) {
        AtomicLong clock = new AtomicLong();
        Buckets some = new Buckets(new Rate(120, 5), 10, clock::get);
        long allowed = 0;
        for (int pause : pausesMs) {
            clock.addAndGet(Duration.ofMillis(pause).toNanos());
            allowed += some.take("a").isAllowed() ? 1 : 0;
        }

        assertThat(allowed)
                .isLessThanOrEqualTo(5 + Duration.ofNanos(clock.get()).toMillis() / 500 + 1);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
