package io.matrixplatform.ingest.access;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a {@link KeyTable} fed for as long as the process lives. */
public final class KeyTableStreams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeyTableStreams.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final KafkaStreams streams;

    /**
     * @param stateDirectory of this process alone
     * @param failed is called when the table can no longer be fed; nothing restarts it but a new process
     */
    public KeyTableStreams(KeyTable table, String bootstrap, Path stateDirectory, Runnable failed) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "matrix-ingest-api-keys");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        // A client that starts over when it reaches no broker does so thousands of times a second (Kafka 4.3.1).
        settings.put(StreamsConfig.adminClientPrefix(AdminClientConfig.METADATA_RECOVERY_STRATEGY_CONFIG), "none");
        this.streams = new KafkaStreams(KeyTableTopology.build(table), settings);
        streams.setUncaughtExceptionHandler(failure -> {
            LOG.atError().setCause(failure).log("the table of API keys cannot be fed any more");
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.setStateListener((now, before) -> {
            LOG.atInfo().addKeyValue("state", now).log("the table of API keys changed state");
            if (now == State.ERROR) {
                failed.run();
            }
        });
    }

    /** Reads the topic to its end, then follows it. Blocks until the end is reached. */
    public void start() {
        streams.start();
    }

    /** Empty while the table is complete and followed. */
    public Optional<String> notReadyBecause() {
        State state = streams.state();
        return state == State.RUNNING
                ? Optional.empty()
                : Optional.of("the table of API keys is " + state + ", not RUNNING");
    }

    @Override
    public void close() {
        streams.close(CLOSE_WITHIN);
    }
}
