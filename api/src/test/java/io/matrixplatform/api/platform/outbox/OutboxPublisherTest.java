package io.matrixplatform.api.platform.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matrixplatform.api.testing.TestDatabase;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboxPublisherTest {
    // The publisher of the running server has no Kafka and leaves the rows alone.
    private final Jdbi jdbi = TestDatabase.without("platform.outbox");
    private final MockProducer<byte[], byte[]> kafka =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

    @Test
    void waitsForAnOlderTransactionInsteadOfSkippingWhatItWillCommit() throws InterruptedException {
        try (Handle older = jdbi.open();
                Handle younger = jdbi.open()) {
            older.begin();
            append(older, "older");
            younger.begin();
            append(younger, "younger");
            younger.commit();

            publish(kafka);
            assertThat(sent(kafka)).isEmpty();

            older.commit();
            publish(kafka);
            assertThat(sent(kafka)).containsExactly("older", "younger");
        }
    }

    @Test
    void neverSendsWhatWasRolledBack() throws InterruptedException {
        try (Handle handle = jdbi.open()) {
            handle.begin();
            append(handle, "undone");
            handle.rollback();
        }

        publish(kafka);

        assertThat(sent(kafka)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void sendsEveryCommittedRowOnceAndInOrderWhateverTransactionsDo(long seed) throws Exception {
        int writers = 6;
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        List<Future<List<String>>> committed = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
            int number = writer;
            committed.add(threads.submit(() -> write(number, seed)));
        }
        threads.shutdown();

        while (!threads.isTerminated()) {
            publish(kafka);
        }
        publish(kafka);

        List<String> expected = new ArrayList<>();
        for (Future<List<String>> ofWriter : committed) {
            List<String> rows = ofWriter.get(30, TimeUnit.SECONDS);
            expected.addAll(rows);
            assertThat(sent(kafka)).containsSubsequence(rows);
        }
        assertThat(sent(kafka)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void sendsAgainFromTheFirstRowThatKafkaDidNotTake() throws InterruptedException {
        jdbi.useTransaction(handle -> List.of("a", "b", "c", "d").forEach(key -> append(handle, key)));
        MockProducer<byte[], byte[]> flaky =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
                    @Override
                    public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
                        return new String(record.key(), UTF_8).equals("c")
                                ? CompletableFuture.failedFuture(new TimeoutException("not taken"))
                                : super.send(record);
                    }
                };

        assertThatThrownBy(() -> publish(flaky)).isInstanceOf(OutboxPublisher.SendException.class);
        publish(kafka);

        assertThat(sent(kafka)).containsExactly("c", "d");
    }

    @Test
    void leavesNoLockInThePooledSessionWhenKafkaFails() {
        long lock = 4711;
        jdbi.useTransaction(handle -> append(handle, "a"));
        MockProducer<byte[], byte[]> down =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        down.sendException = new TimeoutException("no broker");
        OutboxPublisher publisher = new OutboxPublisher(jdbi, down, List.of(), InstantSource.system(), lock);

        try (Handle pooled = jdbi.open();
                Handle other = jdbi.open()) {
            assertThatThrownBy(() -> publisher.lead(pooled)).isInstanceOf(TimeoutException.class);

            assertThat(other.attach(OutboxDao.class).tryLock(lock)).isTrue();
        }
    }

    private List<String> write(int writer, long seed) {
        RandomGenerator random = RandomGeneratorFactory.getDefault().create(seed * 100 + writer);
        List<String> committed = new ArrayList<>();
        for (int transaction = 0; transaction < 25; transaction++) {
            List<String> rows = new ArrayList<>();
            boolean commits = random.nextInt(4) > 0;
            try (Handle handle = jdbi.open()) {
                handle.begin();
                for (int row = 0; row <= random.nextInt(4); row++) {
                    String key = writer + "/" + transaction + "/" + row;
                    append(handle, key);
                    rows.add(key);
                }
                if (commits) {
                    handle.commit();
                    committed.addAll(rows);
                } else {
                    handle.rollback();
                }
            }
        }
        return committed;
    }

    private void publish(MockProducer<byte[], byte[]> producer) throws InterruptedException {
        OutboxPublisher publisher = new OutboxPublisher(jdbi, producer, List.of(), InstantSource.system());
        try (Handle handle = jdbi.open()) {
            publisher.sendSettled(handle.attach(OutboxDao.class));
        }
    }

    private static void append(Handle handle, String key) {
        handle.attach(OutboxDao.class).append("access.api-key-state.v1", key.getBytes(UTF_8), new byte[] {1});
    }

    private static List<String> sent(MockProducer<byte[], byte[]> producer) {
        return producer.history().stream()
                .map(record -> new String(record.key(), UTF_8))
                .toList();
    }
}
