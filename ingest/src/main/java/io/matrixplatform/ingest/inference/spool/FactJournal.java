package io.matrixplatform.ingest.inference.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Facts of calls until the log has them, in memory that is a file's: to put one there asks nothing of the system, and a process
 * that is killed leaves them to its successor. What a machine has there when it stops may be lost, so what the log does not answer
 * for soon is handed to the spool.
 *
 * <p>A ring of {@link #SEGMENTS} segments, each used again once the log has all that is in it. Thread-safe.
 */
public final class FactJournal implements AutoCloseable {
    /** Where a fact stands for which there is no room. */
    public static final long NO_ROOM = -1;

    /** How long the log is waited for; it answers within milliseconds, or not soon. */
    public static final Duration LOG_PATIENCE = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(FactJournal.class);
    private static final int SEGMENTS = 8;

    private final FactSpool spool;
    private final Runnable handedOver;
    private final long segmentBytes;
    private final List<JournalSegment> segments = new ArrayList<>();
    private final ScheduledExecutorService sweeping = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "journal-sweep");
        made.setDaemon(true);
        return made;
    });
    private int current;
    /** All before this was there when it was swept last. */
    private long swept;

    /**
     * @param file of this process alone; what an earlier one has left in it goes to the spool first
     * @param bytes of the file; if 0 there is never room
     * @param patience after which, and within twice that, a fact is handed to the spool
     * @param handedOver is called for each that the spool has taken
     */
    @SuppressWarnings("FutureReturnValueIgnored") // a sweep handles its own failure
    public FactJournal(Path file, int bytes, Duration patience, FactSpool spool, Runnable handedOver)
            throws IOException, InterruptedException {
        this.spool = spool;
        this.handedOver = handedOver;
        this.segmentBytes = bytes / SEGMENTS;
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            takeOver(channel);
            MappedByteBuffer map = emptied(channel, bytes);
            for (int i = 0; i < SEGMENTS && bytes > 0; i++) {
                segments.add(new JournalSegment(map.slice((int) (i * segmentBytes), (int) segmentBytes)));
            }
        }
        if (bytes > 0) {
            segments.get(0).begin(0);
        }
        sweeping.scheduleWithFixedDelay(this::sweep, patience.toNanos(), patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void takeOver(FileChannel channel) throws IOException, InterruptedException {
        ByteBuffer all = ByteBuffer.allocate((int) channel.size());
        while (all.hasRemaining() && channel.read(all) >= 0) {
            // until its end
        }
        List<byte[]> left = left(all.array());
        for (List<byte[]> missing = kept(left); !missing.isEmpty(); missing = kept(missing)) {
            LOG.atWarn()
                    .addKeyValue("facts", missing.size())
                    .log("facts of calls were left by a process that was killed, and wait for room on the disk");
            TimeUnit.MILLISECONDS.sleep(LOG_PATIENCE.toMillis());
        }
        if (!left.isEmpty()) {
            LOG.atInfo().addKeyValue("facts", left.size()).log("facts of calls were left by a process that was killed");
        }
    }

    /** Returns those that could not be. */
    private List<byte[]> kept(List<byte[]> facts) throws InterruptedException {
        Queue<byte[]> refused = new ConcurrentLinkedQueue<>();
        CountDownLatch tried = new CountDownLatch(facts.size());
        facts.forEach(fact -> spool.keep(fact, isOnDisk -> {
            if (!isOnDisk) {
                refused.add(fact);
            }
            tried.countDown();
        }));
        tried.await();
        return List.copyOf(refused);
    }

    /**
     * What waits for the log in a journal.
     *
     * @param journal the file's bytes
     * @return in their order
     */
    static List<byte[]> left(byte[] journal) {
        int size = journal.length / SEGMENTS;
        return IntStream.range(0, size < Long.BYTES ? 0 : SEGMENTS)
                .mapToObj(i -> ByteBuffer.wrap(journal, i * size, size).slice())
                .sorted(Comparator.comparingLong(part -> part.getLong(0)))
                .flatMap(part -> JournalSegment.left(part).stream())
                .toList();
    }

    /** All its bytes are there, so that no full disk stands in the way of a fact later. */
    private static MappedByteBuffer emptied(FileChannel channel, int bytes) throws IOException {
        channel.truncate(0);
        ByteBuffer zeros = ByteBuffer.allocate(bytes);
        while (zeros.hasRemaining()) {
            channel.write(zeros, zeros.position());
        }
        channel.force(true);
        return channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes);
    }

    /**
     * From now on the fact survives this process.
     *
     * @return where it stands, or {@link #NO_ROOM}
     */
    public synchronized long add(byte[] fact) {
        if (!JournalSegment.fits(fact.length, segmentBytes)) {
            return NO_ROOM;
        }
        JournalSegment segment = segments.get(current);
        if (!segment.hasRoom(fact.length)) {
            int following = (current + 1) % SEGMENTS;
            JournalSegment next = segments.get(following);
            if (next.waiting() > 0) {
                return NO_ROOM;
            }
            next.begin(segment.number() + 1);
            current = following;
            segment = next;
        }
        return segment.number() * segmentBytes + segment.add(fact);
    }

    /** How many facts wait for the log. */
    public synchronized int waiting() {
        return segments.stream().mapToInt(JournalSegment::waiting).sum();
    }

    /** The log has it, or the spool. Saying so again does nothing. */
    public synchronized void done(long place) {
        JournalSegment segment = segment(place);
        if (isWaiting(segment, place)) {
            segment.done(within(place));
        }
    }

    /** The log does not take it. Where the disk does not either, it is tried again until one of them does. */
    public void handOver(long place) {
        handOver(place, () -> {});
    }

    private void handOver(long place, Runnable tried) {
        byte[] fact = waiting(place);
        if (fact.length == 0) {
            tried.run();
            return;
        }
        spool.keep(fact, isOnDisk -> {
            if (isOnDisk) {
                handedOver.run();
                done(place);
            }
            tried.run();
        });
    }

    /** Nothing if it does not wait any more. */
    private synchronized byte[] waiting(long place) {
        JournalSegment segment = segment(place);
        return isWaiting(segment, place) ? segment.entry(within(place)) : new byte[0];
    }

    private boolean isWaiting(JournalSegment segment, long place) {
        return segment.number() == place / segmentBytes && segment.isWaiting(within(place));
    }

    private JournalSegment segment(long place) {
        return segments.get((int) (place / segmentBytes % SEGMENTS));
    }

    private int within(long place) {
        return (int) (place % segmentBytes);
    }

    private void sweep() {
        try {
            List<Long> overdue = overdue();
            CountDownLatch tried = new CountDownLatch(overdue.size());
            overdue.forEach(place -> handOver(place, tried::countDown));
            tried.await();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            LOG.atError().setCause(failure).log("facts that wait for the log were not kept; tried again");
        }
    }

    /** Those that were there at the last sweep, in their order. */
    private synchronized List<Long> overdue() {
        List<Long> overdue = waitingBefore(swept);
        if (!segments.isEmpty()) {
            JournalSegment segment = segments.get(current);
            swept = segment.number() * segmentBytes + segment.end();
        }
        return overdue;
    }

    private List<Long> waitingBefore(long limit) {
        List<Long> places = new ArrayList<>();
        for (int i = 1; i <= segments.size(); i++) {
            JournalSegment segment = segments.get((current + i) % SEGMENTS);
            long first = segment.number() * segmentBytes;
            int before = (int) Math.max(0, Math.min(segmentBytes, limit - first));
            segment.waitingBefore(before).forEach(at -> places.add(first + at));
        }
        return places;
    }

    /** To be called after the publisher was closed and before the spool is: what waits still is handed over. */
    @Override
    public void close() {
        sweeping.shutdownNow();
        List<Long> left;
        synchronized (this) {
            left = waitingBefore(Long.MAX_VALUE);
        }
        left.forEach(this::handOver);
    }
}
