package io.matrixplatform.events;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * One Kafka topic as the catalogue states it: what its records are, how they are keyed, how long they stay.
 *
 * @param key what the record key is, in words; part of the contract
 * @param schema of the record value; the subject is {@code <name>-value}
 * @param retention how long a record is kept; for {@link Cleanup#COMPACT} unused
 */
public record Topic(
        String name, String key, Schema schema, int partitions, Cleanup cleanup, Duration retention, Clock clock) {

    // Only closed segments are compacted; at the broker's seven days a start would read a week of heartbeats.
    private static final Duration COMPACTED_SEGMENT = Duration.ofHours(1);

    /** What the broker does with old records. */
    public enum Cleanup {
        /** Deleted after the retention. */
        DELETE("delete"),
        /** The newest record of each key is kept for ever. */
        COMPACT("compact"),
        /** The newest record of each key is kept for the retention. */
        COMPACT_AND_DELETE("compact,delete");

        private final String policy;

        Cleanup(String policy) {
            this.policy = policy;
        }
    }

    /** What the broker demands of record timestamps. */
    public enum Clock {
        /** Nothing. */
        FREE,
        /**
         * A record whose timestamp is further than {@link Topics#APPEND_BOUND} from the broker's clock is refused. So
         * once the log was read to its end at T, no fact recorded before T − bound can follow: that is what progress
         * stands on.
         */
        BOUNDED,
        /** None: the broker puts its own time on each record, so every reader agrees on it and it never lies behind. */
        BROKER
    }

    public Topic {
        requireNonNull(name, "name");
        requireNonNull(key, "key");
        requireNonNull(schema, "schema");
        requireNonNull(cleanup, "cleanup");
        requireNonNull(retention, "retention");
        requireNonNull(clock, "clock");
        if (partitions < 1) {
            throw new IllegalArgumentException("topic " + name + " needs at least one partition, not " + partitions);
        }
    }

    /** The registry subject of the record values. */
    public String subject() {
        return name + "-value";
    }

    /** Where facts of this topic go that could not be used. */
    public String deadLetters() {
        return name + ".dead-letters";
    }

    /** What the broker is asked to create. */
    public NewTopic toNewTopic(short replicationFactor) {
        return new NewTopic(name, partitions, replicationFactor).configs(settings(replicationFactor));
    }

    /** The broker's settings of this topic. An acknowledged record outlives the loss of one replica, if there are two. */
    public Map<String, String> settings(short replicationFactor) {
        Map<String, String> settings = new HashMap<>();
        settings.put("compression.type", "producer");
        settings.put("min.insync.replicas", Integer.toString(Math.max(1, replicationFactor - 1)));
        settings.put("cleanup.policy", cleanup.policy);
        if (cleanup != Cleanup.COMPACT) {
            settings.put("retention.ms", Long.toString(retention.toMillis()));
        }
        if (cleanup != Cleanup.DELETE) {
            settings.put("segment.ms", Long.toString(COMPACTED_SEGMENT.toMillis()));
        }
        if (clock == Clock.BOUNDED) {
            settings.put("message.timestamp.before.max.ms", Long.toString(Topics.APPEND_BOUND.toMillis()));
            settings.put("message.timestamp.after.max.ms", Long.toString(Topics.APPEND_BOUND.toMillis()));
        }
        if (clock == Clock.BROKER) {
            settings.put("message.timestamp.type", "LogAppendTime");
        }
        return settings;
    }
}
