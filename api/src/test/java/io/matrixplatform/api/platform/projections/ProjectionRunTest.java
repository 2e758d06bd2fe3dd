package io.matrixplatform.api.platform.projections;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matrixplatform.api.testing.TestDatabase;
import io.matrixplatform.events.Topic;
import io.matrixplatform.events.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProjectionRunTest {
    private static final TopicPartition PARTITION = new TopicPartition(Topics.METERING_PROGRESS.name(), 0);
    private static final Duration NO_WAIT = Duration.ZERO;

    private final Jdbi jdbi = TestDatabase.jdbi();

    @BeforeEach
    void forget() {
        jdbi.useHandle(handle -> {
            handle.execute("DELETE FROM platform.projection_offset WHERE projection = 'test'");
            handle.execute("CREATE TABLE IF NOT EXISTS public.applied (value text NOT NULL)");
            handle.execute("TRUNCATE public.applied");
        });
    }

    @Test
    void appliesEachRecordOnceAcrossLives() {
        MockConsumer<byte[], byte[]> first = consumer(0);
        ProjectionRun life = new ProjectionRun(jdbi, new Appending(), first);
        log(first, 0, "a", "b");
        life.step(NO_WAIT);
        life.step(NO_WAIT);

        MockConsumer<byte[], byte[]> second = consumer(0);
        ProjectionRun nextLife = new ProjectionRun(jdbi, new Appending(), second);
        log(second, 2, "c");
        nextLife.step(NO_WAIT);

        assertThat(applied()).containsExactly("a", "b", "c");
        assertThat(new ProjectionOffsets(jdbi).find("test")).isEqualTo(Map.of(PARTITION, 3L));
    }

    @Test
    void fencesASecondProcessAndUndoesWhatItDid() {
        MockConsumer<byte[], byte[]> fast = consumer(0);
        MockConsumer<byte[], byte[]> slow = consumer(0);
        ProjectionRun fastRun = new ProjectionRun(jdbi, new Appending(), fast);
        ProjectionRun slowRun = new ProjectionRun(jdbi, new Appending(), slow);
        log(fast, 0, "a", "b");
        log(slow, 0, "a");

        fastRun.step(NO_WAIT);

        assertThatThrownBy(() -> slowRun.step(NO_WAIT)).isInstanceOf(FencedException.class);
        assertThat(applied()).containsExactly("a", "b");
    }

    @Test
    void takesBackTheOffsetWhenTheChangeFails() {
        MockConsumer<byte[], byte[]> consumer = consumer(0);
        ProjectionRun run = new ProjectionRun(jdbi, new Appending(), consumer);
        log(consumer, 0, "a", "poison");

        assertThatThrownBy(() -> run.step(NO_WAIT)).hasMessageContaining("poison");

        assertThat(applied()).isEmpty();
        assertThat(new ProjectionOffsets(jdbi).find("test")).isEqualTo(Map.of(PARTITION, 0L));
    }

    @Test
    void beginsAtTheFirstOffsetThatIsThere() {
        new ProjectionRun(jdbi, new Appending(), consumer(41));

        assertThat(new ProjectionOffsets(jdbi).find("test")).isEqualTo(Map.of(PARTITION, 41L));
    }

    @Test
    void goesOnBehindWhatIsGoneWhereItMayMiss() {
        Projection missing = new Appending() {
            @Override
            public boolean mayMiss() {
                return true;
            }
        };
        new ProjectionRun(jdbi, missing, consumer(0));
        MockConsumer<byte[], byte[]> later = consumer(41);
        ProjectionRun run = new ProjectionRun(jdbi, missing, later);
        log(later, 41, "a");
        run.step(NO_WAIT);

        assertThat(applied()).containsExactly("a");
        assertThat(new ProjectionOffsets(jdbi).find("test")).isEqualTo(Map.of(PARTITION, 42L));
    }

    private static MockConsumer<byte[], byte[]> consumer(long beginning) {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
        Node node = new Node(0, "localhost", 1);
        consumer.updatePartitions(
                PARTITION.topic(),
                List.of(new PartitionInfo(PARTITION.topic(), 0, node, new Node[] {node}, new Node[] {node})));
        consumer.updateBeginningOffsets(Map.of(PARTITION, beginning));
        consumer.updateEndOffsets(Map.of(PARTITION, beginning));
        return consumer;
    }

    private static void log(MockConsumer<byte[], byte[]> consumer, long offset, String... values) {
        long next = offset;
        for (String value : values) {
            consumer.addRecord(new ConsumerRecord<>(PARTITION.topic(), 0, next++, new byte[0], value.getBytes(UTF_8)));
        }
        consumer.updateEndOffsets(Map.of(PARTITION, next));
    }

    private List<String> applied() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT value FROM public.applied")
                .mapTo(String.class)
                .list());
    }

    private static class Appending implements Projection {
        @Override
        public String name() {
            return "test";
        }

        @Override
        public List<Topic> topics() {
            return List.of(Topics.METERING_PROGRESS);
        }

        @Override
        public void apply(Handle transaction, List<ConsumerRecord<byte[], byte[]>> batch) {
            for (ConsumerRecord<byte[], byte[]> record : batch) {
                String value = new String(record.value(), UTF_8);
                if (value.equals("poison")) {
                    throw new IllegalArgumentException("poison");
                }
                transaction.execute("INSERT INTO public.applied (value) VALUES (?)", value);
            }
        }
    }
}
