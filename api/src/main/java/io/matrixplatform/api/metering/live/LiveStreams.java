package io.matrixplatform.api.metering.live;

import io.dropwizard.lifecycle.Managed;
import io.matrixplatform.api.platform.BoundedRocks;
import io.matrixplatform.api.platform.KafkaClients;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.registry.RegistryException;
import io.matrixplatform.events.registry.SchemaRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the board fed for as long as the process lives. Each life of the stream has an id and a folder of its own and begins
 * with an empty board; when one fails, the next begins.
 */
final class LiveStreams implements Managed, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveStreams.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BACK_OFF = Duration.ofSeconds(2);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(3);

    private final LiveBoard board;
    private final KafkaClients kafka;
    private final SchemaRegistry registry;
    private final InstantSource clock;
    private final Path folder;
    private final Runnable ended;
    private final Thread thread = new Thread(this, "live-usage");
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile @Nullable Life life;

    private record Life(KafkaStreams streams, CatchUp catchUp, CountDownLatch over) {}

    /** @param ended is called when a life is over: what was told from its board does not go on */
    LiveStreams(
            LiveBoard board,
            KafkaClients kafka,
            SchemaRegistry registry,
            InstantSource clock,
            Path stateDir,
            Runnable ended) {
        this.board = board;
        this.kafka = kafka;
        this.registry = registry;
        this.clock = clock;
        this.folder = stateDir.resolve("live");
        this.ended = ended;
        thread.setDaemon(true);
    }

    /** Whether the board holds all of the last hour, and is followed. */
    boolean isReady() {
        Life now = life;
        return now != null && now.catchUp().isDone() && now.streams().state() == State.RUNNING;
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void stop() throws InterruptedException {
        stop.countDown();
        Life now = life;
        if (now != null) {
            now.over().countDown();
        }
        thread.join(CLOSE_WITHIN.multipliedBy(2).toMillis());
    }

    @Override
    public void run() {
        try {
            do {
                live();
            } while (!stop.await(BACK_OFF.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void live() throws InterruptedException {
        try {
            board.clear();
            empty();
            Life begun = begin();
            life = begun;
            try {
                begun.streams().start();
                begun.over().await();
            } finally {
                life = null;
                ended.run();
                begun.streams().close(CLOSE_WITHIN);
            }
        } catch (KafkaException | RegistryException | UncheckedIOException passing) {
            LOG.atWarn().addKeyValue("cause", passing.toString()).log("the live view of usage waits");
        }
    }

    private Life begin() {
        CatchUp catchUp = new CatchUp(lastOffsets());
        CountDownLatch over = new CountDownLatch(stop.getCount() == 0 ? 0 : 1);
        KafkaStreams streams = new KafkaStreams(
                LiveTopology.build(board, catchUp, registry, clock),
                kafka.streams("live-" + UUID.randomUUID(), folder, BoundedRocks.class));
        streams.setUncaughtExceptionHandler(failure -> {
            LOG.atWarn().setCause(failure).log("the live view of usage failed and begins anew");
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.setStateListener((now, before) -> {
            if (now == State.ERROR || now == State.NOT_RUNNING) {
                over.countDown();
            }
        });
        return new Life(streams, catchUp, over);
    }

    /** The last offset of each partition in which anything was said that will be read back. */
    private Map<Integer, Long> lastOffsets() {
        Instant from = clock.instant().minus(LiveTopology.READ_BACK);
        try (Consumer<byte[], byte[]> consumer = kafka.consumer("live-ends")) {
            List<PartitionInfo> found = consumer.partitionsFor(Topics.METERING_USAGE_ROLLUPS.name(), PATIENCE);
            Map<TopicPartition, Long> times = new HashMap<>();
            found.forEach(info -> times.put(new TopicPartition(info.topic(), info.partition()), from.toEpochMilli()));
            Map<TopicPartition, Long> ends = consumer.endOffsets(times.keySet(), PATIENCE);
            Map<Integer, Long> last = new HashMap<>();
            for (Map.Entry<TopicPartition, @Nullable OffsetAndTimestamp> first :
                    consumer.offsetsForTimes(times, PATIENCE).entrySet()) {
                if (first.getValue() != null) {
                    last.put(first.getKey().partition(), ends.getOrDefault(first.getKey(), 0L) - 1);
                }
            }
            return last;
        }
    }

    /** What a process that was killed has left. */
    private void empty() {
        try {
            Files.createDirectories(folder);
            try (Stream<Path> inside = Files.walk(folder)) {
                for (Path path : inside.sorted(Comparator.reverseOrder())
                        .filter(path -> !path.equals(folder))
                        .toList()) {
                    Files.deleteIfExists(path);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot empty " + folder, failure);
        }
    }
}
