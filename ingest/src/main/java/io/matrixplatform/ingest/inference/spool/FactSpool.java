package io.matrixplatform.ingest.inference.spool;

import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.registry.RecordDecoder;
import io.matrixplatform.events.registry.UndecodableException;
import io.matrixplatform.ingest.metering.Fact;
import io.matrixplatform.ingest.metering.FactPublisher;
import io.matrixplatform.ingest.metering.ServedCalls;
import io.matrixplatform.ingest.metering.Unconfirmed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps facts of calls that the log has not taken, and puts them into it when it is back, in their order and under their ids.
 * Thread-safe; one thread writes, one sends.
 */
public final class FactSpool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FactSpool.class);
    private static final double NEARLY_FULL = 0.9;
    private static final int BATCH = 500;
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final SpoolFiles files;
    private final long maxBytes;
    private final FactPublisher publisher;
    private final ServedCalls writer;
    private final RecordDecoder<ApiCall> reader;
    private final InstantSource clock;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final ExecutorService writing = Executors.newSingleThreadExecutor(work -> daemon(work, "spool-write"));
    private final ScheduledExecutorService sending =
            Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "spool-send"));
    private volatile long bytes;

    /** Hears what became of a fact, on another thread. */
    public interface Outcome {
        /** @param isOnDisk false if it could not be put there */
        void tell(boolean isOnDisk);
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Waiting(byte[] fact, Outcome outcome) {}

    /**
     * @param folder of this process alone; what an earlier one has left in it is sent first
     * @param maxBytes on the disk, beyond which no fact is kept: no call should begin while it {@link #isNearlyFull}
     * @param every how often it is tried whether the log is back
     */
    @SuppressWarnings("FutureReturnValueIgnored") // each task handles its own failure
    public FactSpool(
            Path folder,
            long maxBytes,
            Duration every,
            FactPublisher publisher,
            ServedCalls writer,
            RecordDecoder<ApiCall> reader,
            InstantSource clock)
            throws IOException {
        this.files = new SpoolFiles(folder);
        this.maxBytes = maxBytes;
        this.publisher = publisher;
        this.writer = writer;
        this.reader = reader;
        this.clock = clock;
        this.bytes = files.bytes();
        sending.scheduleWithFixedDelay(this::send, every.toNanos(), every.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * @param fact of a call, as it would stand in the log
     * @param outcome is told once the fact is on the disk, or could not be put there
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the task handles its own failure
    public void keep(byte[] fact, Outcome outcome) {
        waiting.add(new Waiting(fact, outcome));
        writing.execute(this::write);
    }

    /** On the disk. */
    public long bytes() {
        return bytes;
    }

    public boolean isNearlyFull() {
        return bytes >= NEARLY_FULL * maxBytes;
    }

    /** All that wait share one sync. */
    private void write() {
        List<Waiting> batch = new ArrayList<>();
        for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
            batch.add(next);
        }
        if (batch.isEmpty()) {
            return;
        }
        boolean isOnDisk = append(batch.stream().map(Waiting::fact).toList());
        batch.forEach(one -> one.outcome().tell(isOnDisk));
    }

    private boolean append(List<byte[]> facts) {
        try {
            synchronized (files) {
                if (files.bytes() > maxBytes) {
                    throw new IOException("the spool is full");
                }
                files.append(facts);
                bytes = files.bytes();
            }
            return true;
        } catch (IOException failure) {
            LOG.atError()
                    .addKeyValue("facts", facts.size())
                    .setCause(failure)
                    .log("facts of calls that the log has not taken cannot be put on the disk");
            return false;
        }
    }

    private void send() {
        try {
            while (publisher.notReadyBecause().isEmpty()) {
                Long oldest = oldest();
                if (oldest == null || !sendAll(decoded(files.read(oldest)))) {
                    return;
                }
                delete(oldest);
                LOG.atInfo().addKeyValue("bytesLeft", bytes).log("the log has taken facts of calls that were kept");
            }
        } catch (IOException | RuntimeException failure) {
            LOG.atError().setCause(failure).log("facts of calls that were kept cannot be sent; tried again");
        }
    }

    private @Nullable Long oldest() throws IOException {
        synchronized (files) {
            return files.oldest().orElse(null);
        }
    }

    private void delete(long number) throws IOException {
        synchronized (files) {
            files.delete(number);
            bytes = files.bytes();
        }
    }

    private static Thread daemon(Runnable work, String name) {
        Thread made = new Thread(work, name);
        made.setDaemon(true);
        return made;
    }

    private boolean sendAll(List<ApiCall> calls) {
        for (int from = 0; from < calls.size(); from += BATCH) {
            Instant now = clock.instant();
            List<Fact> facts = calls.subList(from, Math.min(from + BATCH, calls.size())).stream()
                    .map(call -> writer.again(call, now))
                    .toList();
            CompletableFuture<List<Unconfirmed>> answered = new CompletableFuture<>();
            publisher.publish(facts, now, answered::complete);
            if (!isConfirmed(answered)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isConfirmed(CompletableFuture<List<Unconfirmed>> answered) {
        try {
            return answered.get(ANSWER_WITHIN.toSeconds(), TimeUnit.SECONDS).isEmpty();
        } catch (TimeoutException | ExecutionException notAnswered) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private List<ApiCall> decoded(List<byte[]> entries) {
        List<ApiCall> calls = new ArrayList<>();
        for (byte[] entry : entries) {
            try {
                calls.add(reader.decode(entry));
            } catch (UndecodableException corrupt) {
                LOG.atError().setCause(corrupt).log("a fact that was kept cannot be read and is left out");
            }
        }
        return calls;
    }

    /** Writes what waits; what is on the disk stays for the next process. */
    @Override
    public void close() {
        sending.shutdownNow();
        writing.shutdown();
        try {
            if (!writing.awaitTermination(CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.atError().log("facts of calls are still being kept; they may be lost");
            }
            synchronized (files) {
                files.close();
            }
        } catch (IOException failure) {
            LOG.atWarn().setCause(failure).log("the spool was not closed");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
