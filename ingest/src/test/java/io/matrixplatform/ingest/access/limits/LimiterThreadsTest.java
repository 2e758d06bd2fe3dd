package io.matrixplatform.ingest.access.limits;

import static io.matrixplatform.ingest.access.limits.Edge.key;
import static io.matrixplatform.ingest.access.limits.Edge.limit;
import static io.matrixplatform.ingest.access.limits.Edge.reading;
import static io.matrixplatform.model.access.limits.LimitKind.CONCURRENT_REQUESTS;
import static io.matrixplatform.model.access.limits.LimitKind.REQUESTS_PER_DAY;
import static io.matrixplatform.model.access.limits.LimitKind.REQUESTS_PER_MINUTE;
import static io.matrixplatform.model.access.limits.LimitKind.TOKENS_PER_MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.ingest.access.limits.Decision.Admitted;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LimiterThreadsTest {
    private static final int THREADS = 16;
    private static final int CALLS_EACH = 1_250;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void letsExactlyAThousandOfTwentyThousandRacingCallsThrough() throws Exception {
        Edge edge = new Edge().tier(limit(REQUESTS_PER_MINUTE, 1_000), limit(REQUESTS_PER_DAY, 5_000));
        CyclicBarrier together = new CyclicBarrier(THREADS);

        List<Integer> admitted = race(thread -> {
            together.await(10, TimeUnit.SECONDS);
            int through = 0;
            for (int i = 0; i < CALLS_EACH; i++) {
                through += edge.ask(key(thread % 4), 0, 0) instanceof Admitted ? 1 : 0;
            }
            return through;
        });

        assertThat(admitted.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1_000);
        assertThat(reading(edge.ask(), REQUESTS_PER_DAY).remaining()).isEqualTo(4_000);
    }

    @Test
    void hasEveryPermitBackAfterRandomEndsWhileItForgets() throws Exception {
        Edge edge = new Edge().tier(limit(TOKENS_PER_MINUTE, 1_000_000), limit(CONCURRENT_REQUESTS, 40));
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        race(thread -> {
            List<Permit> held = new ArrayList<>();
            for (int i = 0; i < CALLS_EACH; i++) {
                if (edge.ask(key(thread % 3, "ten_" + thread % 2, "sub_" + thread % 2, Edge.FREE), 7, 3)
                        instanceof Admitted admitted) {
                    most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                    held.add(admitted.permit());
                }
                if (!held.isEmpty() && ThreadLocalRandom.current().nextBoolean()) {
                    end(held, underWay);
                }
                if (i % 100 == 0) {
                    edge.limiter.sweep();
                }
            }
            while (!held.isEmpty()) {
                end(held, underWay);
            }
            return 0;
        });

        assertThat(edge.limiter.permitsOut()).isZero();
        assertThat(most).hasValueLessThanOrEqualTo(2 * 40);
        Decision next = edge.ask();
        assertThat(reading(next, CONCURRENT_REQUESTS).remaining()).isEqualTo(39);
        assertThat(reading(next, TOKENS_PER_MINUTE).remaining()).isEqualTo(1_000_000);
    }

    /** From time to time twice. */
    private static void end(List<Permit> held, AtomicInteger underWay) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        Permit permit = held.remove(random.nextInt(held.size()));
        underWay.decrementAndGet();
        permit.settle(0, 0);
        if (random.nextInt(4) == 0) {
            assertThat(permit.settle(1_000, 1_000)).isFalse();
        }
    }

    private interface Work {
        int of(int thread) throws Exception;
    }

    private List<Integer> race(Work work) throws Exception {
        List<Callable<Integer>> all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int thread = i;
            all.add(() -> work.of(thread));
        }
        List<Integer> results = new ArrayList<>();
        for (Future<Integer> future : threads.invokeAll(all, 60, TimeUnit.SECONDS)) {
            results.add(future.get());
        }
        return results;
    }
}
