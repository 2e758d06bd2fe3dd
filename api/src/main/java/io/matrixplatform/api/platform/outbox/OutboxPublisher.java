package io.matrixplatform.api.platform.outbox;

import io.dropwizard.lifecycle.Managed;
import io.matrixplatform.api.platform.persistence.Notifications;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the outbox to Kafka. Of all processes on one database the one that holds the advisory lock sends; the others stand
 * by. Woken by a notification, and by itself every {@link #POLL}, since rows settle when another transaction ends.
 */
public final class OutboxPublisher implements Managed, Runnable {
    static final Duration POLL = Duration.ofMillis(200);

    private static final Logger LOG = LoggerFactory.getLogger(OutboxPublisher.class);
    private static final long PLATFORM_LOCK = 0x6d61747269780001L;
    private static final int BATCH = 500;
    private static final Duration HEARTBEAT_EVERY = Duration.ofSeconds(1);
    private static final Duration BACK_OFF = Duration.ofSeconds(1);
    private static final double STALE_SECONDS = 5;

    private final Jdbi jdbi;
    private final Producer<byte[], byte[]> producer;
    private final List<Heartbeat> heartbeats;
    private final InstantSource clock;
    private final long lock;
    private final Thread thread = new Thread(this, "outbox-publisher");
    private volatile boolean stopping;
    private volatile Instant lastSuccess = Instant.EPOCH;
    private volatile boolean leading;
    private volatile double oldestSeconds;

    public OutboxPublisher(
            Jdbi jdbi, Producer<byte[], byte[]> producer, List<Heartbeat> heartbeats, InstantSource clock) {
        this(jdbi, producer, heartbeats, clock, PLATFORM_LOCK);
    }

    /** @param lock number of the advisory lock, for a test beside a running server */
    OutboxPublisher(
            Jdbi jdbi, Producer<byte[], byte[]> producer, List<Heartbeat> heartbeats, InstantSource clock, long lock) {
        this.lock = lock;
        this.jdbi = jdbi;
        this.producer = producer;
        this.heartbeats = List.copyOf(heartbeats);
        this.clock = clock;
        thread.setDaemon(true);
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void stop() throws InterruptedException {
        stopping = true;
        thread.interrupt();
        thread.join(Duration.ofSeconds(5).toMillis());
    }

    /** When a round last went well, be it sending or standing by. */
    public Instant lastSuccess() {
        return lastSuccess;
    }

    /** How long the oldest row has waited, as the process that sends saw it last. */
    public double oldestSeconds() {
        return oldestSeconds;
    }

    /** Whether this process is the one that sends. */
    public boolean isLeading() {
        return leading;
    }

    @Override
    public void run() {
        while (!stopping) {
            try (Handle handle = jdbi.open()) {
                lead(handle);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return;
            } catch (JdbiException | KafkaException | SendException failure) {
                if (!stopping) {
                    LOG.atWarn().setCause(failure).log("outbox not sent, trying again");
                    pause();
                }
            }
        }
    }

    /** Waits for the lock, then sends until it fails or is stopped; the lock is given back either way. */
    void lead(Handle handle) throws InterruptedException {
        OutboxDao dao = handle.attach(OutboxDao.class);
        while (!dao.tryLock(lock)) {
            lastSuccess = clock.instant();
            Thread.sleep(BACK_OFF.toMillis());
        }
        LOG.info("publishing the outbox");
        try {
            send(handle, dao);
        } finally {
            release(handle);
        }
    }

    private void send(Handle handle, OutboxDao dao) throws InterruptedException {
        Notifications notifications = new Notifications(handle, "outbox");
        leading = true;
        Instant heartbeatDue = clock.instant();
        while (!stopping) {
            sendSettled(dao);
            if (!clock.instant().isBefore(heartbeatDue)) {
                oldestSeconds = dao.oldestSeconds();
                // While a row waits for long, readers must not believe that they know everything.
                if (oldestSeconds < STALE_SECONDS) {
                    beat();
                }
                heartbeatDue = clock.instant().plus(HEARTBEAT_EVERY);
            }
            lastSuccess = clock.instant();
            notifications.await(POLL);
        }
    }

    /**
     * Ends what the session holds before its connection goes back to the pool: a lock that stayed in a pooled session would
     * keep every publisher, this one included, from ever leading again.
     */
    private void release(Handle handle) {
        leading = false;
        try {
            handle.execute("SELECT pg_advisory_unlock_all()");
            handle.execute("UNLISTEN *");
        } catch (JdbiException lost) {
            LOG.atDebug().setCause(lost).log("the session is gone, and its lock with it");
        }
    }

    /** Sends until nothing settled is left. What was acknowledged before a failure is removed, the rest is sent again. */
    void sendSettled(OutboxDao dao) throws InterruptedException {
        List<OutboxRecord> rows = dao.settled(BATCH);
        while (!rows.isEmpty()) {
            List<Future<RecordMetadata>> answers = new ArrayList<>(rows.size());
            for (OutboxRecord row : rows) {
                answers.add(producer.send(new ProducerRecord<>(row.topic(), row.key(), row.value())));
            }
            List<Long> sent = new ArrayList<>(rows.size());
            try {
                for (int i = 0; i < answers.size(); i++) {
                    answers.get(i).get();
                    sent.add(rows.get(i).id());
                }
            } catch (ExecutionException refused) {
                throw new SendException(rows.get(sent.size()), refused);
            } finally {
                // Only what precedes the first failure: behind it the order would break.
                dao.remove(sent);
            }
            rows = dao.settled(BATCH);
        }
    }

    private void beat() throws InterruptedException {
        for (Heartbeat heartbeat : heartbeats) {
            byte[] key = heartbeat.key().getBytes(StandardCharsets.UTF_8);
            try {
                producer.send(new ProducerRecord<>(heartbeat.topic().name(), key, null))
                        .get();
            } catch (ExecutionException refused) {
                throw new SendException(new OutboxRecord(0, heartbeat.topic().name(), key, key), refused);
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BACK_OFF.toMillis());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Kafka did not take a row. */
    static final class SendException extends RuntimeException {
        SendException(OutboxRecord row, Throwable cause) {
            super("outbox row " + row.id() + " for " + row.topic() + " was not taken", cause);
        }
    }
}
