package io.matrixplatform.streams.metering.progress;

import io.matrixplatform.streams.metering.progress.LogEnds.Range;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for the ends of the fact topics again and again, on a thread of its own, and keeps the last answers: a partition that
 * is written all the time is never quite at its newest end, but has passed the one of a second ago.
 */
final class LogEndsWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogEndsWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int ANSWERS_KEPT = 30;

    /**
     * One answer.
     *
     * @param askedAt millis since 1970, taken before the question went out
     */
    record Answer(long askedAt, Map<Partition, Range> ranges) {}

    private final LogEnds.Source source;
    private final LongSupplier nowMillis;
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final Thread thread;

    LogEndsWatch(LogEnds.Source source, LongSupplier nowMillis) {
        this.source = source;
        this.nowMillis = nowMillis;
        this.thread = new Thread(this::run, "log-ends-watch");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** The last answers, newest first. */
    synchronized List<Answer> answers() {
        return List.copyOf(answers);
    }

    private void run() {
        try (LogEnds ends = source.open()) {
            while (!Thread.currentThread().isInterrupted()) {
                askOnce(ends);
                Thread.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void askOnce(LogEnds ends) throws InterruptedException {
        long askedAt = nowMillis.getAsLong();
        try {
            keep(new Answer(askedAt, Map.copyOf(ends.ask())));
        } catch (InterruptedException closed) {
            throw closed;
        } catch (Exception failure) {
            LOG.atWarn()
                    .addKeyValue("problem", failure.toString())
                    .log("Kafka does not say where the fact topics end; progress waits");
        }
    }

    private synchronized void keep(Answer answer) {
        answers.addFirst(answer);
        if (answers.size() > ANSWERS_KEPT) {
            answers.removeLast();
        }
    }

    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join(Duration.ofSeconds(5).toMillis());
    }
}
