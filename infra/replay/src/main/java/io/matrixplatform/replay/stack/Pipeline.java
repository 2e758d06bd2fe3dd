package io.matrixplatform.replay.stack;

import static java.util.stream.Collectors.toMap;

import io.matrixplatform.events.Topics;
import io.matrixplatform.replay.platform.Narrator;
import io.matrixplatform.replay.platform.Patience;
import io.matrixplatform.replay.platform.ReplayException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Waits for the pipeline by what it says of its progress, never by the clock. */
public final class Pipeline {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** A commit that was cut off Pinot mends after five minutes, which is a constant of its own, when it looks next. */
    private static final Duration PINOT_PATIENCE = Duration.ofMinutes(8);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(300);

    private final Endpoints endpoints;
    private final Api api;
    private final PinotOffsets pinot;
    private final Narrator narrator;

    public Pipeline(Endpoints endpoints, Api api, PinotOffsets pinot, Narrator narrator) {
        this.endpoints = endpoints;
        this.api = api;
        this.pinot = pinot;
        this.narrator = narrator;
    }

    /**
     * Returns once every fact recorded up to and at {@code moment} is in PostgreSQL.
     *
     * @throws ReplayException if the progress stands still for too long
     */
    public void awaitLedger(Instant moment) {
        Patience patience = new Patience(PATIENCE);
        Optional<Instant> seen = Optional.empty();
        while (true) {
            Optional<Instant> through = api.ledgerThrough();
            if (through.isPresent() && through.get().isAfter(moment)) {
                return;
            }
            if (!through.equals(seen)) {
                seen = through;
                patience.moved();
            }
            String at = through.map(Instant::toString).orElse("nowhere yet");
            narrator.update(() -> "waiting for metering and ledger to pass " + moment + ", now at " + at);
            patience.pause(LOOK_AGAIN, "metering and ledger shall pass " + moment + " and stand at " + at);
        }
    }

    /**
     * Returns once Pinot has read every rollup that Kafka has now.
     *
     * @throws ReplayException if Pinot stands still for too long
     */
    public void awaitPinot() {
        Map<Integer, Long> ends = rollupEnds();
        Patience patience = new Patience(PINOT_PATIENCE);
        Map<Integer, Long> seen = Map.of();
        while (true) {
            Map<Integer, Long> next = pinot.next();
            long behind = ends.entrySet().stream()
                    .mapToLong(end -> Math.max(0, end.getValue() - next.getOrDefault(end.getKey(), 0L)))
                    .sum();
            if (behind == 0) {
                return;
            }
            if (!next.equals(seen)) {
                seen = next;
                patience.moved();
            }
            narrator.update(() -> "waiting for Pinot to read " + behind + " more rollups");
            patience.pause(LOOK_AGAIN, "Pinot still has to read " + behind + " rollups");
        }
    }

    private Map<Integer, Long> rollupEnds() {
        String topic = Topics.METERING_USAGE_ROLLUPS.name();
        Map<TopicPartition, OffsetSpec> latest = IntStream.range(0, Topics.METERING_USAGE_ROLLUPS.partitions())
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .collect(toMap(partition -> partition, partition -> OffsetSpec.latest()));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", endpoints.kafkaBootstrap()))) {
            return admin.listOffsets(latest).all().get().entrySet().stream()
                    .collect(toMap(
                            end -> end.getKey().partition(),
                            end -> end.getValue().offset()));
        } catch (ExecutionException failure) {
            throw new ReplayException("the end of " + topic + " cannot be read: " + failure.getCause(), failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ReplayException("stopped", stopped);
        }
    }
}
