package io.matrixplatform.e2e.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.matrixplatform.e2e.platform.Answer;
import io.matrixplatform.e2e.platform.Http;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the balance of the metering job again and again while something else goes on. */
final class BalanceWatch implements AutoCloseable {
    private static final long PAUSE_MILLIS = 200;

    private final Http operator;
    private final Thread thread = new Thread(this::run, "balance-watch");
    private final SortedMap<Long, JsonNode> byCheckpoint = new TreeMap<>();
    private volatile boolean isOver;

    private BalanceWatch(Http operator) {
        this.operator = operator;
    }

    static BalanceWatch start(Http operator) {
        BalanceWatch watch = new BalanceWatch(operator);
        watch.thread.start();
        return watch;
    }

    private void run() {
        while (!isOver) {
            try {
                look();
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException over) {
                return;
            }
        }
    }

    private void look() {
        Answer answer;
        try {
            answer = operator.get("/v1/metering/balance");
        } catch (AssertionError down) {
            return; // whoever kills parts of the stack kills what answers here, too
        }
        JsonNode balance = answer.status() == 200 ? answer.json() : null;
        if (balance != null && balance.path("checkpoint_id").isNumber()) {
            synchronized (byCheckpoint) {
                byCheckpoint.put(balance.path("checkpoint_id").asLong(), balance);
            }
        }
    }

    /** Returns when a checkpoint was seen that is newer than all seen before. */
    void awaitNext(Duration limit) {
        long before = newest();
        await("metering goes on").atMost(limit).until(() -> newest() > before);
    }

    private long newest() {
        synchronized (byCheckpoint) {
            return byCheckpoint.isEmpty() ? 0 : byCheckpoint.lastKey();
        }
    }

    /** At every checkpoint that was seen, {@code in} was the sum of the fates, and nothing ever went back. */
    void assertAlwaysBalanced(int checkpointsAtLeast) {
        synchronized (byCheckpoint) {
            assertThat(byCheckpoint).hasSizeGreaterThanOrEqualTo(checkpointsAtLeast);
            assertThat(byCheckpoint.values()).allSatisfy(balance -> {
                long sum = 0;
                for (JsonNode records : balance.path("fates")) {
                    sum += records.asLong();
                }
                assertThat(sum)
                        .as("%s", balance)
                        .isEqualTo(balance.path("records_in").asLong());
                assertThat(balance.path("unaccounted").asLong()).isZero();
            });
            assertThat(byCheckpoint.values())
                    .extracting(balance -> balance.path("records_in").asLong())
                    .isSorted();
        }
    }

    @Override
    public void close() throws InterruptedException {
        isOver = true;
        thread.join();
    }
}
