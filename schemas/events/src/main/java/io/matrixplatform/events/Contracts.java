package io.matrixplatform.events;

import static java.util.stream.Collectors.toMap;

import io.matrixplatform.events.registry.RegistryException;
import io.matrixplatform.events.registry.SchemaRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Puts the contracts in place: topics in Kafka, schemas in the registry, as the catalogue states them. */
public final class Contracts {
    private static final String COMPATIBILITY = "BACKWARD_TRANSITIVE";
    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private Contracts() {}

    /**
     * Brings broker and registry to what {@link Topics} states. Doing it again, or twice at once, changes nothing;
     * when it returns, all of it can be used.
     *
     * <p>Partitions only grow; keys then move between partitions, so facts want a new topic rather than more partitions.
     *
     * @throws IllegalStateException if a topic has more partitions than the catalogue states: Kafka cannot take any away
     * @throws KafkaException if the broker cannot be reached, or refuses
     * @throws RegistryException if the registry cannot be reached, or refuses a schema as incompatible
     */
    public static void install(Admin admin, SchemaRegistry registry, short replicationFactor) {
        install(Topics.all(), admin, registry, replicationFactor);
    }

    static void install(List<Topic> topics, Admin admin, SchemaRegistry registry, short replicationFactor) {
        Set<String> present = await(admin.listTopics().names(), "list the topics");
        List<Topic> existing =
                topics.stream().filter(topic -> present.contains(topic.name())).toList();
        List<Topic> missing =
                topics.stream().filter(topic -> !present.contains(topic.name())).toList();
        create(missing, admin, replicationFactor);
        growPartitions(existing, admin);
        alterSettings(existing, admin, replicationFactor);
        for (Topic topic : topics) {
            awaitVisible(topic, admin);
            registry.register(topic.subject(), topic.schema());
            registry.demandCompatibility(topic.subject(), COMPATIBILITY);
        }
    }

    private static void create(List<Topic> missing, Admin admin, short replicationFactor) {
        admin.createTopics(missing.stream()
                        .map(topic -> topic.toNewTopic(replicationFactor))
                        .toList())
                .values()
                .forEach((name, created) -> {
                    try {
                        await(created, "create topic " + name);
                    } catch (KafkaException failure) {
                        // Another installer was faster, and made it from the same catalogue.
                        if (!(failure.getCause() instanceof TopicExistsException)) {
                            throw failure;
                        }
                    }
                });
    }

    private static void growPartitions(List<Topic> existing, Admin admin) {
        Map<String, NewPartitions> growth = new HashMap<>();
        for (Topic topic : existing) {
            int partitions = countPartitions(topic, admin);
            if (partitions > topic.partitions()) {
                throw new IllegalStateException("topic " + topic.name() + " has " + partitions
                        + " partitions, the catalogue states " + topic.partitions()
                        + ": Kafka cannot take partitions away, so state at least " + partitions);
            }
            if (partitions > 0 && partitions < topic.partitions()) {
                growth.put(topic.name(), NewPartitions.increaseTo(topic.partitions()));
            }
        }
        await(admin.createPartitions(growth).all(), "add partitions to " + growth.keySet());
    }

    /** A topic that was just made stands in the controller's log some milliseconds before clients can see it. */
    private static void awaitVisible(Topic topic, Admin admin) {
        long deadline = System.nanoTime() + VISIBLE_WITHIN.toNanos();
        while (countPartitions(topic, admin) < topic.partitions()) {
            if (System.nanoTime() > deadline) {
                throw new KafkaException("topic " + topic.name() + " was made, but its " + topic.partitions()
                        + " partitions cannot be seen after " + VISIBLE_WITHIN.toSeconds() + " s");
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    /** Zero when there is no such topic, or none yet. */
    private static int countPartitions(Topic topic, Admin admin) {
        KafkaFuture<TopicDescription> description =
                admin.describeTopics(Set.of(topic.name())).topicNameValues().get(topic.name());
        try {
            return description == null
                    ? 0
                    : await(description, "describe topic " + topic.name())
                            .partitions()
                            .size();
        } catch (KafkaException failure) {
            if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
                return 0;
            }
            throw failure;
        }
    }

    private static void alterSettings(List<Topic> existing, Admin admin, short replicationFactor) {
        Map<ConfigResource, Collection<AlterConfigOp>> wanted = existing.stream()
                .collect(toMap(
                        topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()),
                        topic -> setAll(topic.settings(replicationFactor))));
        await(admin.incrementalAlterConfigs(wanted).all(), "alter the settings of the topics");
    }

    private static Collection<AlterConfigOp> setAll(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> new AlterConfigOp(
                        new ConfigEntry(setting.getKey(), setting.getValue()), AlterConfigOp.OpType.SET))
                .toList();
    }

    private static <T> T await(KafkaFuture<T> future, String what) {
        try {
            return future.get();
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause();
            throw new KafkaException("cannot " + what + ": " + cause, cause);
        } catch (InterruptedException interrupted) {
            throw new InterruptException("interrupted while trying to " + what, interrupted);
        }
    }
}
