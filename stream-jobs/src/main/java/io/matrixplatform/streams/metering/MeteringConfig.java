package io.matrixplatform.streams.metering;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.apache.flink.util.ParameterTool;

/**
 * What the metering job is told. State backend, checkpoint folder and restart strategy are the cluster's.
 *
 * @param parallelism 0 for the cluster's default
 * @param untilEnd whether it ends when it has read what was there at its start: for a backfill, or to be measured
 */
public record MeteringConfig(
        String kafkaBootstrap, String registryUrl, int parallelism, Duration checkpointInterval, boolean untilEnd) {
    static final Duration DEFAULT_CHECKPOINT_INTERVAL = Duration.ofSeconds(5);

    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(500);

    public MeteringConfig {
        requireNonNull(kafkaBootstrap, "kafkaBootstrap");
        requireNonNull(registryUrl, "registryUrl");
        if (parallelism < 0) {
            throw new IllegalArgumentException("--parallelism is not negative");
        }
        if (checkpointInterval.compareTo(SHORTEST_INTERVAL) < 0) {
            throw new IllegalArgumentException("--checkpoint-interval (" + checkpointInterval + ") is at least "
                    + SHORTEST_INTERVAL + ", or the job does little else");
        }
    }

    /**
     * @param args {@code --kafka-bootstrap HOST:PORT --registry-url URL [--parallelism N] [--checkpoint-interval PT5S]
     *     [--until-end]}
     * @throws RuntimeException if one that is needed is missing
     */
    static MeteringConfig fromArgs(String[] args) {
        ParameterTool given = ParameterTool.fromArgs(args);
        return new MeteringConfig(
                given.getRequired("kafka-bootstrap"),
                given.getRequired("registry-url"),
                given.getInt("parallelism", 0),
                Duration.parse(given.get("checkpoint-interval", DEFAULT_CHECKPOINT_INTERVAL.toString())),
                given.has("until-end"));
    }
}
