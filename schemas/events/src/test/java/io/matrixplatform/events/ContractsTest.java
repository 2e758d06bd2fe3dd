package io.matrixplatform.events;

import static io.matrixplatform.events.Topic.Cleanup.DELETE;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.matrixplatform.events.Topic.Cleanup;
import io.matrixplatform.events.Topic.Clock;
import io.matrixplatform.events.registry.SchemaRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractsTest {
    private static final short ONE_REPLICA = 1;

    private static EmbeddedBroker broker;
    private static Admin admin;

    private final SchemaRegistry registry = SchemaRegistry.inMemory();

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        broker = EmbeddedBroker.start(data);
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()));
    }

    @AfterAll
    static void stop() {
        admin.close();
        broker.close();
    }

    @Test
    void installsEveryTopicAndSchemaOfTheCatalogueAsOftenAsItIsAsked() throws Exception {
        Contracts.install(admin, registry, ONE_REPLICA);
        Contracts.install(admin, registry, ONE_REPLICA);

        for (Topic topic : Topics.all()) {
            assertThat(describe(topic.name()).partitions()).hasSize(topic.partitions());
            assertThat(settings(topic.name())).containsAllEntriesOf(topic.settings(ONE_REPLICA));
            int id = registry.idOf(topic.subject(), topic.schema());
            assertThat(registry.find(id)).contains(topic.schema());
        }
    }

    @Test
    void installsOnceWhenTwoStartAtTheSameTime() throws Exception {
        List<Topic> topics = List.of(topic("test.twice.v1", 2, DELETE, Duration.ofDays(1)));

        CompletableFuture<Void> other =
                CompletableFuture.runAsync(() -> Contracts.install(topics, admin, registry, ONE_REPLICA));
        Contracts.install(topics, admin, registry, ONE_REPLICA);
        other.get(60, TimeUnit.SECONDS);

        assertThat(describe("test.twice.v1").partitions()).hasSize(2);
    }

    @Test
    void bringsExistingTopicsUpToDate() throws Exception {
        install(topic("test.grows.v1", 1, DELETE, Duration.ofDays(1)));

        install(topic("test.grows.v1", 3, DELETE, Duration.ofDays(2)));

        assertThat(describe("test.grows.v1").partitions()).hasSize(3);
        // A changed setting reaches the broker some milliseconds after the controller has it.
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(settings("test.grows.v1")).containsEntry("retention.ms", "172800000"));
    }

    @Test
    void refusesToShrinkATopicAndSaysWhatToDo() {
        install(topic("test.shrinks.v1", 2, DELETE, Duration.ofDays(1)));

        assertThatIllegalStateException()
                .isThrownBy(() -> install(topic("test.shrinks.v1", 1, DELETE, Duration.ofDays(1))))
                .withMessage("topic test.shrinks.v1 has 2 partitions, the catalogue states 1:"
                        + " Kafka cannot take partitions away, so state at least 2");
    }

    @Test
    void asksForTwoReplicasInSyncWhereThereAreThree() {
        assertThat(Topics.METERING_API_CALLS.settings((short) 3)).containsEntry("min.insync.replicas", "2");
        assertThat(Topics.METERING_API_CALLS.settings(ONE_REPLICA)).containsEntry("min.insync.replicas", "1");
    }

    private void install(Topic topic) {
        Contracts.install(List.of(topic), admin, registry, ONE_REPLICA);
    }

    private static Topic topic(String name, int partitions, Cleanup cleanup, Duration retention) {
        return new Topic(name, "key", Topics.METERING_PROGRESS.schema(), partitions, cleanup, retention, Clock.FREE);
    }

    private static TopicDescription describe(String topic) throws Exception {
        return admin.describeTopics(List.of(topic))
                .topicNameValues()
                .values()
                .iterator()
                .next()
                .get(30, TimeUnit.SECONDS);
    }

    private static Map<String, String> settings(String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin
                .describeConfigs(List.of(resource))
                .values()
                .values()
                .iterator()
                .next()
                .get(30, TimeUnit.SECONDS)
                .entries()
                .stream()
                .filter(entry -> entry.value() != null)
                .collect(toMap(entry -> entry.name(), entry -> entry.value()));
    }
}
