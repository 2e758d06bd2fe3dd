package io.matrixplatform.streams.metering.progress;

import static java.util.stream.Collectors.toMap;

import io.matrixplatform.streams.metering.facts.FactTopic;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** Asks the brokers. */
public final class KafkaLogEnds implements LogEnds {
    private static final long PATIENCE_SECONDS = 10;

    private final Admin admin;

    private KafkaLogEnds(Admin admin) {
        this.admin = admin;
    }

    public static LogEnds open(String bootstrap) {
        return new KafkaLogEnds(Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000")));
    }

    @Override
    public Map<Partition, Range> ask() throws Exception {
        Map<String, TopicDescription> topics =
                admin.describeTopics(FactTopic.names()).allTopicNames().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        Map<TopicPartition, Partition> partitions = topics.values().stream()
                .flatMap(topic ->
                        topic.partitions().stream().map(info -> new TopicPartition(topic.name(), info.partition())))
                .collect(toMap(each -> each, each -> new Partition(FactTopic.named(each.topic()), each.partition())));
        ListOffsetsResult begins = admin.listOffsets(asking(partitions, OffsetSpec.earliest()));
        ListOffsetsResult ends = admin.listOffsets(asking(partitions, OffsetSpec.latest()));
        Map<Partition, Range> ranges = new HashMap<>();
        for (Map.Entry<TopicPartition, Partition> each : partitions.entrySet()) {
            long begin = begins.partitionResult(each.getKey())
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .offset();
            long end = ends.partitionResult(each.getKey())
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .offset();
            ranges.put(each.getValue(), new Range(begin, end));
        }
        return ranges;
    }

    private static Map<TopicPartition, OffsetSpec> asking(Map<TopicPartition, Partition> partitions, OffsetSpec spec) {
        return partitions.keySet().stream().collect(toMap(each -> each, each -> spec));
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
