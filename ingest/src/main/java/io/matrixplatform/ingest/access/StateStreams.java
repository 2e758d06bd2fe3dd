package io.matrixplatform.ingest.access;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps {@link StateTable}s fed for as long as the process lives. */
public final class StateStreams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StateStreams.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

    private final KafkaStreams streams;

    /**
     * @param stateDirectory of this process alone
     * @param failed is called when the tables can no longer be fed; nothing restarts it but a new process
     */
    public StateStreams(List<? extends StateTable> tables, String bootstrap, Path stateDirectory, Runnable failed) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "matrix-ingest-state");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        // A client that starts over when it reaches no broker does so thousands of times a second (Kafka 4.3.1).
        settings.put(StreamsConfig.adminClientPrefix(AdminClientConfig.METADATA_RECOVERY_STRATEGY_CONFIG), "none");
        this.streams = new KafkaStreams(StateTopology.build(tables), settings);
        streams.setUncaughtExceptionHandler(failure -> {
            LOG.atError().setCause(failure).log("the tables of the control plane cannot be fed any more");
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.setStateListener((now, before) -> {
            LOG.atInfo().addKeyValue("state", now).log("the tables of the control plane changed state");
            if (now == State.ERROR) {
                failed.run();
            }
        });
    }

    /** Reads the topics to their ends, then follows them. Blocks until the ends are reached. */
    public void start() {
        streams.start();
    }

    /** Empty while the tables are complete and followed. */
    public Optional<String> notReadyBecause() {
        State state = streams.state();
        return state == State.RUNNING
                ? Optional.empty()
                : Optional.of("the tables of the control plane are " + state + ", not RUNNING");
    }

    @Override
    public void close() {
        streams.close(CLOSE_WITHIN);
    }
}
