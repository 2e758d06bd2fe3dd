package io.matrixplatform.chaos.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.matrixplatform.events.Topics;
import io.matrixplatform.replay.platform.Patience;
import io.matrixplatform.replay.platform.ReplayException;
import io.matrixplatform.replay.sending.Edge;
import io.matrixplatform.replay.sending.Verdict;
import io.matrixplatform.replay.stack.Endpoints;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What nobody can count, sent again and again among what counts: events that the edge has to reject, and bytes straight into
 * the raw log that are no record.
 */
public final class BadRecords implements AutoCloseable {
    /** What the bytes that are no record begin with; no record of ours does. */
    public static final byte[] GARBAGE = "no record".getBytes(US_ASCII);

    private static final Duration PAUSE = Duration.ofMillis(400);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Edge edge;
    private final String secret;
    private final InstantSource clock;
    private final KafkaProducer<byte[], byte[]> log;
    private final AtomicLong rejected = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();
    private final Thread sender = new Thread(this::send, "bad-records");
    private volatile boolean isOver;

    /** @param secret of a key whose tenant sends nothing else */
    public BadRecords(Endpoints endpoints, String secret, InstantSource clock) {
        this.edge = new Edge(endpoints.ingest(), TIMEOUT);
        this.secret = secret;
        this.clock = clock;
        this.log = new KafkaProducer<>(
                Map.of("bootstrap.servers", endpoints.kafkaBootstrap(), "max.block.ms", 1_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    public void begin() {
        sender.setDaemon(true);
        sender.start();
    }

    private void send() {
        for (int number = 0; !isOver; number++) {
            Patience.sleep(PAUSE);
            sendEvent(number);
            sendGarbage(number);
        }
    }

    private void sendEvent(int number) {
        String event = "[{\"specversion\":\"1.0\",\"id\":\"bad-" + number + "\",\"source\":\"/chaos\",\"type\":"
                + "\"io.matrixplatform.api-call.v1\",\"time\":\"" + clock.instant() + "\",\"data\":{\"model\":"
                + "\"phi-4\",\"route\":\"/v1/chat/completions\",\"status\":200,\"latency_ms\":5,\"input_tokens\":-1,"
                + "\"output_tokens\":1}}]";
        if (edge.post(secret, event.getBytes(UTF_8), 1) instanceof Verdict.Taken answer) {
            (answer.rejected().isEmpty() ? taken : rejected).incrementAndGet();
        }
    }

    /** Whether it arrives is seen in the log. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void sendGarbage(int number) {
        byte[] key = String.format("%016d", number).getBytes(US_ASCII);
        log.send(new ProducerRecord<>(Topics.METERING_API_CALLS.name(), key, GARBAGE));
    }

    /** Events that the edge rejected. */
    public long rejected() {
        return rejected.get();
    }

    /** Events that it took, which it must not. */
    public long taken() {
        return taken.get();
    }

    /** Returns when nothing more is under way. */
    public void end() {
        isOver = true;
        try {
            sender.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ReplayException("stopped", stopped);
        }
        log.flush();
    }

    @Override
    public void close() {
        end();
        log.close();
    }
}
