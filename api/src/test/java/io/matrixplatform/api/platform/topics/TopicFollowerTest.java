package io.matrixplatform.api.platform.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matrixplatform.events.registry.RegistryException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.junit.jupiter.api.Test;

class TopicFollowerTest {
    private final List<MockConsumer<byte[], byte[]>> lives = new CopyOnWriteArrayList<>();

    @Test
    void beginsAnewWithAConsumerOfItsOwnWhateverFails() throws Exception {
        TopicFollower follower = follower(consumer -> switch (lives.size()) {
            case 1 -> throw new IllegalStateException("the first cannot be opened");
            case 2 ->
                () -> {
                    throw new RegistryException("the second cannot be read", new IOException());
                };
            default -> () -> consumer.poll(Duration.ofMillis(10));
        });

        follower.start();
        await().atMost(Duration.ofSeconds(10)).until(() -> lives.size() == 3);
        follower.stop();

        assertThat(lives).hasSize(3).allMatch(MockConsumer::closed);
    }

    @Test
    void isStoppedInTheMiddleOfAStepAndOfAPause() throws Exception {
        CountDownLatch stepping = new CountDownLatch(1);
        TopicFollower waiting = follower(consumer -> () -> {
            stepping.countDown();
            consumer.poll(Duration.ofSeconds(1));
        });
        TopicFollower pausing = follower(consumer -> {
            throw new IllegalStateException("it never opens");
        });

        waiting.start();
        pausing.start();
        assertThat(stepping.await(10, TimeUnit.SECONDS)).isTrue();
        long before = System.nanoTime();
        waiting.stop();
        pausing.stop();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
        assertThat(lives).allMatch(MockConsumer::closed);
    }

    private TopicFollower follower(TopicFollower.Reading reading) {
        return new TopicFollower("test", this::consumer, reading);
    }

    private Consumer<byte[], byte[]> consumer() {
        MockConsumer<byte[], byte[]> made = new MockConsumer<>("earliest");
        made.assign(List.of());
        lives.add(made);
        return made;
    }
}
